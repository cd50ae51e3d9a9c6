//! A work may borrow and change what is the caller's, and return what may not be sent; the semaphore may be shared as long as one likes.

use std::rc::Rc;
use std::sync::Arc;
use std::thread;

fn main() {
    let semaphore = Arc::new(answer::Semaphore::new(2));
    let mut rows = Vec::new();
    semaphore.run(|| rows.push("a row"));
    let kept: Option<Rc<usize>> = semaphore.try_run(|| Rc::new(rows.len()));
    let first: Option<&&str> = semaphore.run(|| rows.first());
    println!("{kept:?} {first:?}");
    let in_thread = Arc::clone(&semaphore);
    println!("{:?}", thread::spawn(move || in_thread.run(|| 1)).join());
}
