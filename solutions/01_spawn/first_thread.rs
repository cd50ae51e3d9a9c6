//! A thread's result comes back through its handle, and only `join` can read it.

use std::thread;

/// Builds the report in the background while requests are served, and returns both results.
///
/// `report` needs `Send + 'static` because it leaves this thread and nothing here proves how long
/// it will stay away. `serve` needs neither: it never leaves.
pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    // Go: `rows := make(chan uint64, 1); go func() { rows <- report() }()`. Here the handle is that
    // channel: it carries one value, the closure's result, and tells the end of the thread as well.
    let report = thread::spawn(report);

    // From the line above to the line below both are at work. Were `join` called up here, `serve`
    // would wait for the report, and the thread would have bought nothing.
    let served = serve();

    // The result does not exist until the thread has ended, and there is no other way to it than
    // to wait: `join` takes the handle, so it cannot be read too early or twice.
    let rows = report.join().expect("the task says that no closure panics");
    (rows, served)
}
