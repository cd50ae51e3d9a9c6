//! The workers have ended when the call returns, so they may borrow what is on the caller's stack; the body need not change threads.

use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn main() {
    let reports = AtomicUsize::new(0);
    let import = Rc::new(String::from("import 7"));
    let rows = answer::with_workers(
        2,
        |_, stop| {
            while !stop.is_stopped() && !stop.wait(Duration::from_millis(1)) {
                reports.fetch_add(1, Ordering::Relaxed);
            }
        },
        || import.len(),
    );
    println!("{rows}");
}
