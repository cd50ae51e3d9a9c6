//@ caught-by: test
//@ says: A rule that panicked gave no answer; `unwrap_or(false)` turns that into "no objection", and the order is charged.
//@ fails: a_panic_is_not_an_approval
//@ sort: boundary

use std::thread;

pub fn objections<R: Sync>(order: &R, rules: &[fn(&R) -> bool]) -> usize {
    thread::scope(|scope| {
        let asked: Vec<_> = rules.iter().map(|&rule| scope.spawn(move || rule(order))).collect();
        asked.into_iter().filter_map(|asked| asked.join().ok()).map(usize::from).sum()
    })
}
