//! An order that is only placed cannot be shipped: it has no such method.

fn main() {
    let placed = answer::Placed::new(100);
    let shipped = placed.ship(); //~ E0599
    println!("{}", placed.pay(100).is_ok());
}
