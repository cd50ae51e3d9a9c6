//! `crossbeam::utils`.

pub use crossbeam_utils::CachePadded;

use std::cell::Cell;
use std::fmt;
use std::panic::Location;

use model::rt::spin;

/// The real one's, for `Debug`.
const SPIN_LIMIT: u32 = 6;
const YIELD_LIMIT: u32 = 10;

/// Waits in a loop that looks again and again.
///
/// How long one waits between two looks is nothing that a schedule could show, so that each `spin` and each
/// `snooze` is one turn of a polling loop. But for one thing: whoever asks `is_completed` may stop polling and do
/// something else. After the first `snooze`, which lets anybody else go first, it is completed here; the real
/// one takes ten, in which nothing need happen either.
pub struct Backoff {
    step: Cell<u32>,
}

impl Backoff {
    /// At its first step.
    pub fn new() -> Backoff {
        Backoff { step: Cell::new(0) }
    }

    /// Back to the first step.
    pub fn reset(&self) {
        self.step.set(0);
    }

    /// Lets others change what this thread waits for.
    #[track_caller]
    pub fn spin(&self) {
        spin::spin("spin", Location::caller());
        if self.step.get() <= SPIN_LIMIT {
            self.step.set(self.step.get() + 1);
        }
    }

    /// Lets others run.
    #[track_caller]
    pub fn snooze(&self) {
        if self.is_completed() {
            spin::spin("snooze", Location::caller());
        } else {
            spin::once("snooze", Location::caller());
            self.step.set(YIELD_LIMIT + 1);
        }
    }

    /// Whether it is time to block instead.
    pub fn is_completed(&self) -> bool {
        self.step.get() > YIELD_LIMIT
    }
}

impl Default for Backoff {
    fn default() -> Backoff {
        Backoff::new()
    }
}

impl fmt::Debug for Backoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Backoff")
            .field("step", &self.step)
            .field("is_completed", &self.is_completed())
            .finish()
    }
}
