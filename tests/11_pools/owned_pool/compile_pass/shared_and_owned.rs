//! Threads share a pool, and it may be moved to another one that ends it.

use std::sync::Arc;
use std::thread;

fn main() {
    let pool = Arc::new(answer::Pool::new(2));
    let other = Arc::clone(&pool);
    let handler = thread::spawn(move || other.run(|| println!("from a handler")));
    handler.join().unwrap();
    if let Some(pool) = Arc::into_inner(pool) {
        thread::spawn(move || pool.shutdown()).join().unwrap();
    }
}
