//! A named thread fills a slot behind a lock; the join comes before the look into the slot.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    let slot = Arc::new(Mutex::new(None));
    let theirs = Arc::clone(&slot);
    let report = thread::Builder::new()
        .name("report".to_string())
        .spawn(move || {
            let rows = report();
            *theirs.lock().expect("nobody panics while holding it") = Some(rows);
        })
        .expect("the system has a thread left");
    let served = serve();
    report.join().expect("the task says that no closure panics");
    let rows = slot.lock().expect("nobody panics while holding it").take();
    (rows.expect("the thread has filled it before it ended"), served)
}
