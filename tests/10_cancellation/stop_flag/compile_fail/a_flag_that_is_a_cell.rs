//! A flag that two threads use is shared, and a `Cell` is not made for that. (A plain `bool` is worse: it would be copied, and
//! each thread would have its own.)

use std::cell::Cell;
use std::thread;

fn main() {
    let stop = Cell::new(false);
    thread::scope(|scope| {
        scope.spawn(|| while !stop.get() {}); //~ E0277
        stop.set(true);
    });
}
