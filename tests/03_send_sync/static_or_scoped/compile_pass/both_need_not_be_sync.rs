//! What is given away need not be shareable: `both` takes closures, and returns results, that own a `Cell`.

use std::cell::Cell;

fn main() {
    let (first, second) = (Cell::new(1), Cell::new(2));
    let (first, second) = answer::both(move || first, move || second);
    println!("{}", first.get() + second.get());
}
