//! Proof that threads really are inside at the same time, without a clock in the verdict.
//!
//! It may not decide anything by speed: the only time in here is the bound after which a thread that is still alone says
//! so, instead of hanging until the checker's deadline.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a thread waits for its companions before it reports that they do not come. Generous: on a loaded machine a
/// runnable thread waits for a processor, not for seconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// A meeting point that only `k` threads *inside at once* can pass; unlike [`std::sync::Barrier`], a thread that waits in
/// vain panics with the number of threads that came.
///
/// It can be used again: every `k` arrivals form one meeting.
pub struct Rendezvous {
    size: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    inside: usize,
    meetings: usize,
    failed: bool,
}

impl Rendezvous {
    /// A meeting of `size` threads.
    pub fn new(size: usize) -> Rendezvous {
        Rendezvous { size, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Blocks until `size` threads are here at once.
    ///
    /// # Panics
    /// When the others do not come, also in every later call: one lost companion is enough to refuse.
    pub fn meet(&self) {
        // A panic of a companion says nothing about these counters: they are changed in single steps.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.failed {
            drop(state);
            panic!("{} threads had to be at work at the same time, and that has failed before", self.size);
        }
        let meeting = state.meetings;
        state.inside += 1;
        if state.inside == self.size {
            state.inside = 0;
            state.meetings += 1;
            self.changed.notify_all();
            return;
        }
        let end = Instant::now() + PATIENCE;
        while state.meetings == meeting && !state.failed {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                state.failed = true;
                self.changed.notify_all();
                break;
            }
            state =
                self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        if state.meetings == meeting {
            let inside = state.inside;
            drop(state);
            panic!(
                "{} threads had to be at work at the same time, but only {inside} came",
                self.size
            );
        }
    }

    /// How many meetings took place.
    pub fn meetings(&self) -> usize {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).meetings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_threads_as_asked_for_pass_together() {
        let meeting = Rendezvous::new(3);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| meeting.meet());
            }
        });
        assert_eq!(meeting.meetings(), 1);
    }

    #[test]
    fn a_thread_that_stays_alone_panics_with_the_number_that_came() {
        let meeting = Rendezvous::new(2);
        let message = std::thread::scope(|scope| scope.spawn(|| meeting.meet()).join())
            .expect_err("nobody else comes");
        let message = message.downcast_ref::<String>().expect("a formatted message");
        assert!(message.contains("only 1 came"), "{message}");
    }
}
