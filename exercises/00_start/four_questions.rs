//! # Four questions
//!
//! A request counter, carried over from Go. Two of its lines are wrong, each in two ways, and each
//! way is found by another question. On every save the checker asks all four about this file:
//!
//! | stage          | question                                           |
//! |----------------|----------------------------------------------------|
//! | `build`        | Does it compile?                                   |
//! | `test`         | Does it do the job on real threads?                |
//! | `compile_fail` | Does the compiler now refuse what must not happen? |
//! | `model`        | Is it right under *every* schedule?                |
//!
//! Go asks you the first two. The third has no counterpart there, and `-race` is not the fourth:
//! it reports data races in the runs it happened to see.
//!
//! The Go instinct is `h.count++`, or `h.count.Add(1)` once `-race` has complained. If you know the
//! one call that ends this tour already, hold it back for three saves: the last question is worth
//! seeing fail.
//!
//! 1. `build`. An atomic is not a number, so it has no `+=`. Say what `++` means instead, in three
//!    steps: `self.count.store(self.count.load(Ordering::SeqCst) + 1, Ordering::SeqCst);`. Save.
//! 2. `test`. Read which check fails, and at which number. How wide is the counter? `AtomicUsize` is
//!    as wide as a word. Save.
//! 3. `compile_fail`. Anyone can write `hits.count = …` from outside. Who should? Save.
//! 4. `model`. The table has one column per thread. Who came between whose two steps? One method of
//!    the same atomic reads, adds and writes in a single step. Save.
//!
//! What must hold:
//!
//! - `Hits::new()` is a counter at zero, `record(&self)` counts one hit, `total(&self) -> u64` says
//!   how many there are. The three signatures stay; many threads share one `&Hits`.
//! - 70,000 hits are 70,000, not fewer.
//! - Only `record` can change the count: the field `count` is out of reach for other modules.
//! - Under every schedule no hit is lost, and a total never goes down.

use std::sync::atomic::{self, Ordering};

/// Counts hits, from as many threads as there are.
#[derive(Default)]
pub struct Hits {
    // TODO: this line is wrong in two ways. `test` knows one of them, `compile_fail` the other.
    pub count: atomic::AtomicU16,
}

impl Hits {
    /// A counter that has seen nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts one hit.
    pub fn record(&self) {
        // TODO: `build` refuses this line. Its first repair will not please `model`.
        self.count += 1;
    }

    /// The number of hits so far.
    pub fn total(&self) -> u64 {
        self.count.load(Ordering::SeqCst) as u64
    }
}
