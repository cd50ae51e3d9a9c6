//! `wait` takes the guard and returns another one: the lock was free in between, and what was seen through the old guard is old.

use std::sync::{Condvar, Mutex};

fn main() {
    let open = Mutex::new(false);
    let opened = Condvar::new();
    let guard = open.lock().unwrap();
    let _woken = opened.wait(guard).unwrap();
    println!("{}", *guard); //~ E0382
}
