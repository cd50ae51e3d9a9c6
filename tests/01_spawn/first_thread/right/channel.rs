//! The Go shape: the thread sends its result, and receiving it is the waiting.

use std::sync::mpsc;
use std::thread;

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    let (done, rows) = mpsc::channel();
    thread::spawn(move || {
        // The receiver is alive until the end of this call, which waits for this very value.
        done.send(report()).expect("the caller waits for the report");
    });
    let served = serve();
    (rows.recv().expect("the task says that no closure panics"), served)
}
