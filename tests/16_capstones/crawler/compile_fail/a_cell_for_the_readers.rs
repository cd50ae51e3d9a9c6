//! Several readers call `fetch` at the same time, so it has to be `Sync`: what it counts, it counts in an atomic or under a lock.

use std::cell::Cell;
use std::sync::atomic::AtomicBool;

fn main() {
    let (pages, stop) = (Cell::new(0), AtomicBool::new(false));
    let fetch = |_: &str| -> Result<Vec<String>, String> {
        pages.set(pages.get() + 1);
        Ok(Vec::new())
    };
    println!("{:?} {stop:?}", fetch("start"));
    answer::crawl("start", 2, &stop, fetch); //~ E0277
}
