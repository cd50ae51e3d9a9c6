//! `&dyn Queue` can go to another thread because the trait says `Sync`. Without it the compiler knows nothing of what is behind it.

use std::thread;

trait Queue {
    fn push(&self, item: u64) -> bool;
}

fn two_push(queue: &dyn Queue) {
    thread::scope(|scope| {
        scope.spawn(|| queue.push(1)); //~ E0277
        queue.push(2);
    });
}

fn main() {
    let _check: fn(&dyn Queue) = two_push;
}
