//! All threads get a reference to the same value: what only one thread may use, such as a `Cell`, makes a `OnceLock` that stays on one thread.

use std::cell::Cell;
use std::sync::OnceLock;
use std::thread;

fn main() {
    let value: OnceLock<Cell<u64>> = OnceLock::new();
    thread::scope(|scope| {
        scope.spawn(|| value.get().is_some()); //~ E0277
    });
}
