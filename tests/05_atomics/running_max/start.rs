//! # The slowest request of the minute
//!
//! Every request handler records how long its request took. Once a minute the monitoring takes the
//! longest time, shows it, and the next minute begins at 0. A handler that sets a new maximum also
//! writes a line to the log. The alarm for requests above two seconds has not gone off for weeks, and
//! the access log has dozens of them.
//!
//! In Go you would write `if micros > max.Load() { max.CompareAndSwap(…) }`, and for the minute's end
//! `Load` and `Store(0)`. Each of these calls is atomic. `CompareAndSwap` returns a `bool`, and few
//! who write it for the first time look at it. Rust's `compare_exchange` returns a `Result`.
//!
//! Before you edit: two handlers record 3 and 5, and both have loaded 0. Whose exchange fails if 3
//! comes first, and what is the maximum then?
//!
//! What must hold:
//!
//! - Keep the signatures of `new`, `record`, `max` and `take`. Threads share one `&Peak` or
//!   `Arc<Peak>`.
//! - A new `Peak` is at 0. `max()` returns the largest number recorded since then, or since the last
//!   `take`, whatever else is recorded at the same time.
//! - `record(micros)` returns true if `micros` is larger than everything recorded before it (and larger
//!   than 0). Of two threads that record the same number, at most one sets a new maximum. It never waits
//!   for ever.
//! - `take()` returns what `max()` would, and begins again at 0. Under every schedule a record counts
//!   before a `take` or after it: none is lost between two minutes, and none is shown in both.
//! - Every `u64` can be recorded.

use std::sync::atomic::{AtomicU64, Ordering};

/// The largest of the numbers recorded since somebody took it.
#[derive(Default)]
pub struct Peak {
    max: AtomicU64,
}

impl Peak {
    /// Nothing is recorded yet.
    pub fn new() -> Peak {
        Peak::default()
    }

    /// Records a number; whether it is a new maximum.
    pub fn record(&self, micros: u64) -> bool {
        let seen = self.max.load(Ordering::SeqCst);
        if micros <= seen {
            return false;
        }
        // TODO: an exchange can come too late. It says so, and it says what it has found.
        let _ = self.max.compare_exchange(seen, micros, Ordering::SeqCst, Ordering::SeqCst);
        true
    }

    /// The largest number so far.
    pub fn max(&self) -> u64 {
        self.max.load(Ordering::SeqCst)
    }

    /// The largest number so far; the next minute begins at 0.
    pub fn take(&self) -> u64 {
        let max = self.max();
        // TODO: what if somebody records a number right here?
        self.max.store(0, Ordering::SeqCst);
        max
    }
}
