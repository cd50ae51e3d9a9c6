//@ caught-by: test
//@ says: There is a thread, but you wait for it before you serve: `join` blocks, so it belongs after the work that can go on meanwhile.
//@ fails: report_and_serve_meet
//@ sort: tempting

use std::thread;

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    let report = thread::spawn(report);
    let rows = report.join().expect("the report panicked");
    let served = serve();
    (rows, served)
}
