//! `Arc` lets several threads own a value; whether they may touch it is up to the value, and a `RefCell` may not be shared.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread;

fn main() {
    let seen = Arc::new(RefCell::new(vec![7]));
    let theirs = Arc::clone(&seen);
    thread::spawn(move || theirs.borrow_mut().push(8)); //~ E0277
    seen.borrow_mut().push(9);
}
