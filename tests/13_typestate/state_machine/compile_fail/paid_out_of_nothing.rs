//! A paid order comes from paying, and from nothing else. (In Go the zero value is one.)

fn main() {
    let paid = answer::Paid::default(); //~ E0599
    println!("made");
}
