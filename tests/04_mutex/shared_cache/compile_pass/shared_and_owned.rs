//! Rates may be shared by reference, moved to another thread, and owned by many with an `Arc`.

use std::sync::Arc;
use std::thread;

fn main() {
    let rates = Arc::new(answer::Rates::new());
    let theirs = Arc::clone(&rates);
    let load = String::from("95");
    let worker = thread::spawn(move || theirs.get_or_load("CHF", || load.parse().unwrap_or(0)));
    worker.join().unwrap();

    let note = std::cell::Cell::new(0);
    // `load` runs on the caller's thread, so it need not be `Send`, and it may borrow.
    rates.get_or_load("JPY", || {
        note.set(note.get() + 1);
        16_200
    });
    assert_eq!((rates.known(), note.get()), (2, 1));
}
