//! # The invoices of day zero
//!
//! Once a day a loader publishes the exchange rate: the cents, and the day for which they hold. Handlers ask for
//! it on every request. Everything is atomic and `-race` would have nothing to say. On the developers'
//! machines it has never failed. Since the service runs on ARM there are some invoices a week with a rate of 0, or
//! for day 0, each of them within microseconds after the rate has come.
//!
//! In Go this program is right: its atomics keep everything in order, what was stored before as well. In Rust
//! you say so, or you do not. `Relaxed` promises that each variable is whole. It does not
//! promise that who sees the one also sees the other.
//!
//! Before you edit: a handler has read `true` from `ready`. Which line is the one that should promise it
//! the other two values? (It is not one line.)
//!
//! What must hold:
//!
//! - Keep the names and signatures; fields are yours, and so is the way in which you do it. `publish` is called
//!   at most once. Threads share one `&Rate`, which may be a `static`: `new` stays `const`.
//! - `get()` is `None` as long as nothing has been published, and then the cents and the day that were
//!   published, both. It never waits for the loader. 0 cents is a rate, and 0 is a day.
//! - Whoever has got the rate also sees whatever the loader had written before `publish`, anywhere.
//! - When `publish` has returned and somebody is told so (by a `join`, a message, another flag), `get` is `Some`
//!   for them. Likewise when they are told by somebody who has got it.
//! - `asked()` counts the calls of `get` exactly, when all who have called are known to have returned.
//!
//! `asked` has no other memory to speak for. Its ordering may stay as it is; why?

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A rate that is published once.
pub struct Rate {
    cents: AtomicU64,
    day: AtomicU64,
    ready: AtomicBool,
    asked: AtomicU64,
}

impl Rate {
    /// Nothing has been published.
    pub const fn new() -> Rate {
        Rate {
            cents: AtomicU64::new(0),
            day: AtomicU64::new(0),
            ready: AtomicBool::new(false),
            asked: AtomicU64::new(0),
        }
    }

    /// Publishes the rate.
    pub fn publish(&self, cents: u64, day: u64) {
        self.cents.store(cents, Ordering::Relaxed);
        self.day.store(day, Ordering::Relaxed);
        // TODO: what does this line say about the two before it?
        self.ready.store(true, Ordering::Relaxed);
    }

    /// The rate and its day, if they have been published.
    pub fn get(&self) -> Option<(u64, u64)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        // TODO: and this one about the two behind it?
        if !self.ready.load(Ordering::Relaxed) {
            return None;
        }
        Some((self.cents.load(Ordering::Relaxed), self.day.load(Ordering::Relaxed)))
    }

    /// How often somebody has asked.
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Default for Rate {
    fn default() -> Rate {
        Rate::new()
    }
}
