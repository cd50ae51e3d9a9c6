//! Whoever can name the field can write a receipt into it. It has to be private.

fn main() {
    let Ok(paid) = answer::Placed::new(100).pay(100) else { return };
    println!("{}", paid.receipt());
    let second = answer::Paid { ..paid }; //~ E0451
    println!("made");
}
