//! To ship ends the paid order: it cannot be shipped again.

fn main() {
    let Ok(paid) = answer::Placed::new(100).pay(100) else { return };
    println!("{}", paid.ship().receipt());
    println!("{}", paid.ship().receipt()); //~ E0382
}
