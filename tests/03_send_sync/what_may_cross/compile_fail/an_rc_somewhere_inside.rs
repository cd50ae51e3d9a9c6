//! A struct may cross when all its fields may: one `Rc`, two structs down, keeps the whole from crossing.

use std::rc::Rc;
use std::thread;

struct Customer {
    name: Rc<str>,
}

struct Invoice {
    customer: Customer,
    cents: u64,
}

fn main() {
    let invoice = Invoice { customer: Customer { name: "ACME".into() }, cents: 700 };
    thread::scope(|scope| {
        scope.spawn(move || println!("{} owes {}", invoice.customer.name, invoice.cents)); //~ E0277
    });
}
