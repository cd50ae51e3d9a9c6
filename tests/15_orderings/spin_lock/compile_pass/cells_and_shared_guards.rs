//! Threads share a lock around a `Cell`, since only one at a time has it; and a guard around something that may be shared.

use std::cell::Cell;
use std::thread;

fn main() {
    let lock = answer::SpinLock::new(Cell::new(0));
    let names = answer::SpinLock::new(vec!["price", "stock"]);
    let guard = names.lock();
    thread::scope(|scope| {
        scope.spawn(|| lock.lock().set(1));
        scope.spawn(|| println!("{}", guard.len()));
        println!("{}", guard.len());
    });
}
