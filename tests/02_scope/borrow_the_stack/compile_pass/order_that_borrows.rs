//! An order that borrows the customer's name from the request, and that nobody can copy, is welcome.

use std::sync::Mutex;

struct Order<'a> {
    customer: &'a str,
    notes: Mutex<Vec<String>>,
}

fn nameless(order: &Order<'_>) -> bool {
    order.notes.lock().unwrap().push(String::from("asked for the name"));
    order.customer.is_empty()
}

fn checkout<'a>(customer: &'a str) -> usize {
    let order = Order { customer, notes: Mutex::default() };
    let rule: fn(&Order<'a>) -> bool = nameless;
    let objected = answer::objections(&order, &[rule, rule]);
    assert_eq!(order.notes.lock().unwrap().len(), 2);
    objected
}

fn main() {
    let request = String::from("customer=Ada");
    assert_eq!(checkout(request.strip_prefix("customer=").unwrap_or_default()), 0);
}
