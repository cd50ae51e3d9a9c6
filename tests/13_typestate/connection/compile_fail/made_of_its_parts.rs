//! Whoever can name all the fields can make a connection of them, in whatever state. At least one has to be private.

use answer::{Closed, Connection};

fn main() {
    let closed = Connection::<Closed>::new("a");
    println!("{}", closed.host());
    let second = Connection::<Closed> { ..closed }; //~ E0451
    println!("made");
}
