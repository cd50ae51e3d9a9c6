//! `new` is for what begins there. A paid order begins when it is paid.

fn main() {
    let paid = answer::Paid::new(7); //~ E0599
    println!("made");
}
