//! A scope joins for you; its handle still gives the result back.

use std::thread;

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    thread::scope(|scope| {
        let report = scope.spawn(report);
        let served = serve();
        (report.join().expect("the task says that no closure panics"), served)
    })
}
