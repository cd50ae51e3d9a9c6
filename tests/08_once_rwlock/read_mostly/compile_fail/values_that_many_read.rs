//! Many read at once, so the values must be fit for it: a table of `Cell`s cannot be shared. (With a `Mutex` around the map it could.)

use std::cell::Cell;
use std::thread;

fn main() {
    let table = answer::Table::<Cell<u64>>::new();
    table.with_or_add("ada", || Cell::new(1), Cell::get);
    thread::scope(|scope| {
        scope.spawn(|| table.remove("ada")); //~ E0277
    });
}
