//! `process` is called by one thread only: what it owns need be neither `Sync` nor `Clone`, and it may change it.

use std::cell::RefCell;

fn main() {
    let ledger = RefCell::new(Vec::new());
    let outcome = answer::process_all(0..3, move |order| ledger.borrow_mut().push(order));
    println!("{outcome:?}");
}
