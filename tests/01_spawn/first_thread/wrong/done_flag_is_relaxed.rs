//@ caught-by: model
//@ says: The flag says "done", but a Relaxed flag carries nothing with it: the number written before it may arrive after it.
//@ fails: both_results_come_back
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

#[derive(Default)]
struct Slot {
    rows: AtomicU64,
    done: AtomicBool,
}

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    let slot = Arc::new(Slot::default());
    let theirs = Arc::clone(&slot);
    thread::spawn(move || {
        theirs.rows.store(report(), Ordering::Relaxed);
        theirs.done.store(true, Ordering::Relaxed);
    });
    let served = serve();
    while !slot.done.load(Ordering::Relaxed) {
        thread::yield_now();
    }
    (slot.rows.load(Ordering::Relaxed), served)
}
