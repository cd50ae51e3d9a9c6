//! There is no receipt before there is one: an order that is only placed cannot be asked for it.

fn main() {
    let placed = answer::Placed::new(100);
    println!("{}", placed.receipt()); //~ E0599
    println!("{}", placed.pay(100).is_ok());
}
