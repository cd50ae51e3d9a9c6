//! A check is lent a queue. `thread::spawn` may outlive the check, so it may not have it; the threads of a scope have ended before.

use std::thread;

trait Queue: Sync {
    fn push(&self, item: u64) -> bool;
}

fn two_push(queue: &dyn Queue) {
    let other = thread::spawn(move || queue.push(1)); //~ E0521
    queue.push(2);
    other.join().unwrap();
}

fn main() {
    let _check: fn(&dyn Queue) = two_push;
}
