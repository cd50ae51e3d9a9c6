//! A `Condvar` waits with a guard, not with a lock: whoever begins to wait must have been asking under that lock.

use std::sync::{Condvar, Mutex};

fn main() {
    let open = Mutex::new(false);
    let opened = Condvar::new();
    let _guard = open.lock().unwrap();
    let _woken = opened.wait(&open); //~ E0308
}
