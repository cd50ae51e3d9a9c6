//! Threads count in an atomic that lives on the stack; it is read when the scope has waited for them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn objections<R: Sync + ?Sized>(order: &R, rules: &[fn(&R) -> bool]) -> usize {
    let objected = AtomicUsize::new(0);
    thread::scope(|scope| {
        for rule in rules {
            scope.spawn(|| {
                if rule(order) {
                    // Relaxed is enough: the end of the scope orders the additions before the read below.
                    objected.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    objected.into_inner()
}
