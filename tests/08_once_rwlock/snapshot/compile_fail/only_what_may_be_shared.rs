//! Who reads has a reference to the same value as all the others: a `Live` of something that only one thread may use cannot be shared.

use std::cell::Cell;
use std::thread;

fn main() {
    let live = answer::Live::new(Cell::new(7));
    thread::scope(|scope| {
        scope.spawn(|| drop(live.replace(Cell::new(8)))); //~ E0277
    });
}
