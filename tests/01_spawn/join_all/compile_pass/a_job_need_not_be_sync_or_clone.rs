//! Each job moves to one thread: it need be neither `Sync` (shared by threads) nor `Clone`.
use std::cell::Cell;

fn main() {
    let retries = Cell::new(0);
    let jobs = vec![move || {
        retries.set(retries.get() + 1);
        retries.get()
    }];
    println!("{:?}", answer::join_all(jobs));
}
