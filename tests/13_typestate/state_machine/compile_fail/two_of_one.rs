//! An order is there once. A clone could be paid, and the other one as well.

fn main() {
    let placed = answer::Placed::new(100);
    let second = placed.clone(); //~ E0599
    println!("{}", placed.pay(100).is_ok());
}
