//@ caught-by: test
//@ says: 0 is a result: a value that means "not yet" is a value the report may not return, and waiting for it never ends.
//@ fails: zero_is_a_result
//@ sort: boundary

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    let rows = Arc::new(AtomicU64::new(0));
    let result = Arc::clone(&rows);
    thread::spawn(move || result.store(report(), Ordering::SeqCst));
    let served = serve();
    while rows.load(Ordering::SeqCst) == 0 {
        thread::yield_now();
    }
    (rows.load(Ordering::SeqCst), served)
}
