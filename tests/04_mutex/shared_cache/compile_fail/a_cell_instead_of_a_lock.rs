//! A `RefCell` changes through a shared reference, too, but it counts its borrows without a lock: it stays on one thread.

use std::cell::RefCell;
use std::collections::HashMap;
use std::thread;

fn main() {
    let rates: RefCell<HashMap<&str, u64>> = RefCell::default();
    thread::scope(|scope| {
        scope.spawn(|| rates.borrow_mut().insert("CHF", 95)); //~ E0277
    });
}
