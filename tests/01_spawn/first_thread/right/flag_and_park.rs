//! By hand: a flag that publishes (Release, Acquire) and a caller that sleeps until it is set.

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
    let caller = thread::current();
    thread::spawn(move || {
        theirs.rows.store(report(), Ordering::Relaxed);
        theirs.done.store(true, Ordering::Release);
        // After the flag: a caller that looked just before it finds the token and looks again.
        caller.unpark();
    });
    let served = serve();
    while !slot.done.load(Ordering::Acquire) {
        thread::park();
    }
    (slot.rows.load(Ordering::Relaxed), served)
}
