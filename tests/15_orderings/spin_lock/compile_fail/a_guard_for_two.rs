//! A guard that threads share gives them all the same `&T`: not for a `Cell`, which one thread at a time may touch.

use std::cell::Cell;
use std::thread;

fn main() {
    let lock = answer::SpinLock::new(Cell::new(0));
    let guard = lock.lock();
    thread::scope(|scope| {
        scope.spawn(|| guard.set(1)); //~ E0277
        println!("{}", lock.try_lock().is_some());
    });
}
