//! Two threads look at the same request, so what they look at must be `Sync`: a `Cell` is refused, though nothing is moved.

use std::cell::Cell;

fn main() {
    let calls = Cell::new(0);
    let count = || calls.set(calls.get() + 1);
    answer::both(count, count); //~ E0277
    println!("{}", calls.get());
}
