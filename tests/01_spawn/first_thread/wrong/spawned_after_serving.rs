//@ caught-by: test
//@ says: The report begins only when serving is over: spawn first, then do your own work.
//@ fails: report_and_serve_meet
//@ sort: tempting

use std::thread;

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    let served = serve();
    let rows = thread::spawn(report).join().expect("the report panicked");
    (rows, served)
}
