//! `Tickets` cannot be cloned: whoever wants to share them takes a reference, and all take from the same ones.

fn main() {
    let tickets = answer::Tickets::new(2);
    let more = tickets.clone(); //~ E0599
    println!("{:?}", tickets.take());
}
