//@ caught-by: compile_fail
//@ says: `thread::spawn` wants what lives for ever, so callers must hand over orders that can be copied and borrow nothing.
//@ sort: tempting

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn objections<R>(order: &R, rules: &[fn(&R) -> bool]) -> usize
where
    R: Clone + Send + Sync + 'static,
{
    let objected = Arc::new(AtomicUsize::new(0));
    let mut asked = Vec::new();
    for &rule in rules {
        let order = order.clone();
        let objected = Arc::clone(&objected);
        asked.push(thread::spawn(move || {
            if rule(&order) {
                objected.fetch_add(1, Ordering::SeqCst);
            }
        }));
    }
    // All of them are waited for before the first panic is passed on.
    let results: Vec<_> = asked.into_iter().map(|asked| asked.join()).collect();
    assert!(results.iter().all(Result::is_ok), "a rule panicked");
    objected.load(Ordering::SeqCst)
}
