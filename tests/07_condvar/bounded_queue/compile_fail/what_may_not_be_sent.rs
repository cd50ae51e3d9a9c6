//! A queue between threads sends what is in it, so an `Rc` cannot go through it, whatever is locked meanwhile.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::{Condvar, Mutex};
use std::thread;

struct Queue<T> {
    items: Mutex<VecDeque<T>>,
    changed: Condvar,
}

fn main() {
    let queue = Queue { items: Mutex::new(VecDeque::<Rc<str>>::new()), changed: Condvar::new() };
    thread::scope(|scope| {
        scope.spawn(|| queue.changed.wait(queue.items.lock().unwrap()).is_ok()); //~ E0277
    });
}
