//! Any job that may go to a thread will do, whether or not it is `UnwindSafe`: what it owned is gone with it.
use std::cell::Cell;

fn main() {
    let retries = Box::leak(Box::new(Cell::new(0)));
    let jobs = vec![move || {
        retries.set(retries.get() + 1);
        retries.get()
    }];
    println!("{:?}", answer::run_all(jobs));
}
