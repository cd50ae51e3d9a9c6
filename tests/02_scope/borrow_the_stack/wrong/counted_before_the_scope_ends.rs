//@ caught-by: model
//@ says: The counter is read inside the scope, before anybody has been waited for; a sleep makes that rare, not impossible.
//@ fails: no_objection_is_lost
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

pub fn objections<R: Sync>(order: &R, rules: &[fn(&R) -> bool]) -> usize {
    let objected = AtomicUsize::new(0);
    thread::scope(|scope| {
        for &rule in rules {
            let objected = &objected;
            scope.spawn(move || {
                if rule(order) {
                    objected.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        thread::sleep(Duration::from_millis(60));
        objected.load(Ordering::SeqCst)
    })
}
