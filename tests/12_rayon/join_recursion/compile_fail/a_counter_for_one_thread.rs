//! What is forked may be done by another thread: it cannot count in a `Cell` that this one has.

use std::cell::Cell;

fn main() {
    let calls = Cell::new(0);
    rayon::join(|| println!("here"), || calls.set(calls.get() + 1)); //~ E0277
    println!("{}", calls.get());
}
