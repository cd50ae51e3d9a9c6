//@ caught-by: test
//@ says: The caller is a thread too: spawn only the report and serve where you are.
//@ fails: the_report_leaves_and_serving_stays
//@ sort: tempting

use std::thread;

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64 + Send + 'static,
{
    let report = thread::spawn(report);
    let serve = thread::spawn(serve);
    let rows = report.join().expect("the report panicked");
    let served = serve.join().expect("serving panicked");
    (rows, served)
}
