//! Any value that can be cloned and shared; the load runs on the caller's thread and may borrow.

use std::cell::Cell;
use std::sync::Arc;
use std::thread;

fn main() {
    let flights = Arc::new(answer::Flights::<Result<Arc<str>, String>>::default());
    let theirs = Arc::clone(&flights);
    let worker = thread::spawn(move || theirs.load("page", || Ok("<html>".into())));
    assert!(worker.join().unwrap().is_ok());
    let loads = Cell::new(0);
    let own = flights.load("page", || {
        loads.set(loads.get() + 1);
        Err(String::from("down"))
    });
    assert_eq!((own.is_err(), loads.get(), flights.in_flight()), (true, 1, 0));
}
