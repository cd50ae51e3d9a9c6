//! # A hit goes missing
//!
//! Once in a while the dashboard shows one hit fewer than the access log. Every access to the
//! counter is locked. The same code in Go (`lost_update.go`, beside this file) never makes `-race`
//! say a word, and the tests here are green. Yet there is a schedule that loses a hit, and the last
//! of the four questions finds it every time.
//!
//! The Go instinct is "the counter has a mutex, so it is safe". A mutex makes each *visit* safe.
//! What one visit learned may be out of date by the next.
//!
//! Before you edit: between which two lines must nobody come?
//!
//! What must hold:
//!
//! - `pub fn count_hits(workers: usize, hits_each: usize) -> usize` returns the number of hits that
//!   were recorded once all workers are done: `workers * hits_each`, under every schedule.
//! - Each worker is a thread of its own (the caller's thread may be one of them) and records
//!   `hits_each` hits, one after the other. No worker has to finish before the next one starts.
//! - No workers, or no hits each, is fine: the answer is 0.
//!
//! A caveat: threads that do nothing, and a multiplication at the end, would satisfy every check.
//! They would not tell you where the hit went.

use std::sync::Mutex;
use std::thread;

/// Starts `workers` threads that record `hits_each` hits each, and returns how many hits there are.
pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Mutex::new(0);

    // The scope ends when every thread started in it has ended: it is the `wg.Wait()` of this code.
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    record(&hits);
                }
            });
        }
    });

    read(&hits)
}

/// Records one hit.
fn record(hits: &Mutex<usize>) {
    // TODO: both lines lock, and still a hit can get lost. Which row of the schedule shows it?
    let seen = read(hits);
    write(hits, seen + 1);
}

/// The number of hits so far. The guard, and with it the lock, is gone when the function returns.
fn read(hits: &Mutex<usize>) -> usize {
    // The unwrap: a lock is only poisoned when a thread panics under it, and none here can.
    *hits.lock().unwrap()
}

/// Sets the number of hits.
fn write(hits: &Mutex<usize>, value: usize) {
    // The unwrap: as above.
    *hits.lock().unwrap() = value;
}
