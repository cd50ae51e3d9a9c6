//! To pay ends the placed order: it cannot be paid again.

fn main() {
    let placed = answer::Placed::new(100);
    println!("{}", placed.pay(100).is_ok());
    println!("{}", placed.pay(100).is_ok()); //~ E0382
}
