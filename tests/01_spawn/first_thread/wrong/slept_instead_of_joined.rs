//@ caught-by: model
//@ says: A sleep waits for time, not for the report: on a busy machine the report is not there yet when you look.
//@ fails: both_results_come_back
//@ sort: schedule-only

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64 + Send + 'static,
    S: FnOnce() -> u64,
{
    let rows = Arc::new(Mutex::new(0));
    let result = Arc::clone(&rows);
    thread::spawn(move || {
        let rows = report();
        *result.lock().expect("nobody panics while holding it") = rows;
    });
    let served = serve();
    thread::sleep(Duration::from_millis(250));
    let rows = *rows.lock().expect("nobody panics while holding it");
    (rows, served)
}
