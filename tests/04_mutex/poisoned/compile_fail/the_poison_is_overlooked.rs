//! `lock()` returns a `Result`, not a guard: that somebody panicked with the lock in hand cannot be overlooked.

use std::sync::Mutex;

fn main() {
    let total = Mutex::new(0);
    *total.lock() += 1; //~ E0614
}
