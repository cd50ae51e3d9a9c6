//! The handle of a scoped thread cannot leave its scope: outside, nothing would keep the order alive for the thread.

use std::thread;

fn main() {
    let order = String::from("two lamps");
    let mut kept = None;
    thread::scope(|scope| {
        kept = Some(scope.spawn(|| order.len())); //~ E0521
    });
    drop(kept);
}
