//! A load may borrow, need not be `Send`, and may fail with any error; a cache may be owned by many.

use std::rc::Rc;
use std::sync::Arc;
use std::thread;

struct NoDebug;

#[derive(Clone)]
struct Price(u64);

fn main() {
    let cache = Arc::new(answer::Cache::<Price>::new());
    let theirs = Arc::clone(&cache);
    let worker = thread::spawn(move || theirs.get("chair", || Ok::<_, NoDebug>(Price(7))).is_ok());
    worker.join().unwrap();

    let (tables, mut asked) = (Rc::new([1, 2, 3]), 0);
    let load = || {
        asked += 1;
        if tables.is_empty() { Err(std::io::Error::other("no tables")) } else { Ok(Price(tables[0])) }
    };
    if let Ok(Price(price)) = cache.get("table", load) {
        println!("{price}, asked {asked} times");
    }
}
