//! An invoice cannot be cloned: of two that are the same, both could be paid.

fn main() {
    let customer = answer::Name::from("ada");
    let invoices = vec![answer::Invoice { id: 1, customer, open_cents: 100 }];
    drop(invoices[0].clone()); //~ E0599
    println!("{:?}", answer::settle(invoices, |_| 100));
}
