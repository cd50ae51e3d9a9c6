//@ caught-by: test
//@ says: You read the shared number before you join: until `join` returns nobody has promised that the report wrote it.
//@ fails: a_long_report_is_waited_for
//@ sort: tempting

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
    let report = thread::spawn(move || result.store(report(), Ordering::SeqCst));
    let served = serve();
    let both = (rows.load(Ordering::SeqCst), served);
    report.join().expect("the report panicked");
    both
}
