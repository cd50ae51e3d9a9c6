//@ caught-by: model
//@ says: Reading the counter and writing it back are two steps: two rules that object at the same time make one objection.
//@ fails: no_objection_is_lost
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn objections<R: Sync>(order: &R, rules: &[fn(&R) -> bool]) -> usize {
    let objected = AtomicUsize::new(0);
    thread::scope(|scope| {
        for &rule in rules {
            let objected = &objected;
            scope.spawn(move || {
                if rule(order) {
                    let seen = objected.load(Ordering::SeqCst);
                    objected.store(seen + 1, Ordering::SeqCst);
                }
            });
        }
    });
    objected.load(Ordering::SeqCst)
}
