//! Names and invoices may be sent and shared; what is asked may borrow.

use std::thread;

use answer::{Invoice, Name};

fn may_be_sent_and_shared<T: Send + Sync>(_: &T) {}

fn main() {
    let name = Name::from("ada");
    may_be_sent_and_shared(&name);
    let invoice = Invoice { id: 1, customer: name.clone(), open_cents: 100 };
    may_be_sent_and_shared(&invoice);
    let discount = String::from("30");
    let (left, stats) = answer::settle(vec![invoice], |_| discount.parse().unwrap_or(0));
    assert_eq!((left.len(), stats.open_cents), (1, 70));
    assert_eq!(thread::spawn(move || name.len()).join().unwrap(), 3);
}
