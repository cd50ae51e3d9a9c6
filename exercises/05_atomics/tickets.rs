//! # A hundred vouchers, and a hundred and one winners
//!
//! The first customers of the day win a numbered voucher, as many as there are. Request handlers take
//! them at the same time, so the number is atomic, as it would be in Go. The accounting department has
//! found two vouchers with the same number, and one with a number beyond the last.
//!
//! In Go you would have an `atomic.Int64`, ask it whether there are any left, and let `Add(1)` give you
//! the number: Go's `Add` returns the *new* value. Rust's `fetch_add` returns the *old* one, so whoever
//! wrote the code below loads the new one. Each of the three steps is atomic.
//!
//! Before you edit: one voucher is left, and two handlers have both been told so. What does each of
//! them do next, and which number do they read?
//!
//! What must hold:
//!
//! - Keep the signatures of `new`, `take` and `taken`. Threads share one `&Tickets` or `Arc<Tickets>`.
//! - `take()` returns the next number: 1 for the first ticket, `limit` for the last. Every number is
//!   given out once and none is left out, under every schedule. Then it returns `None`, for ever, and
//!   not before.
//! - `taken()` says how many tickets have been taken. Under every schedule: never more than there are,
//!   and never fewer than the number of a ticket that somebody has been given already.
//! - A limit of 0 is a day without vouchers.
//! - `Tickets` cannot be cloned: a second counter would give out the same numbers again.

use std::sync::atomic::{AtomicU64, Ordering};

/// Numbered tickets, as many as there are.
pub struct Tickets {
    limit: u64,
    taken: AtomicU64,
}

impl Tickets {
    /// `limit` tickets that nobody has taken yet.
    pub fn new(limit: u64) -> Tickets {
        Tickets { limit, taken: AtomicU64::new(0) }
    }

    /// The number of a ticket that nobody else gets, if there is one left.
    pub fn take(&self) -> Option<u64> {
        // TODO: three steps, and two gaps. What can be true in a gap that is not true after it?
        if self.taken.load(Ordering::SeqCst) >= self.limit {
            return None;
        }
        self.taken.fetch_add(1, Ordering::SeqCst);
        Some(self.taken.load(Ordering::SeqCst))
    }

    /// How many tickets have been taken.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}
