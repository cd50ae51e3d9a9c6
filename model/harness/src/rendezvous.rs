//! Proof that threads really are inside at the same time, without a clock in the verdict.
//!
//! It may not decide anything by speed. A thread that waits in vain is told so when nothing in the process can happen any
//! more; the only time in here is the bound after which it gives up where the system cannot tell.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a thread waits for its companions before it reports that they do not come. Generous: on a loaded machine a
/// runnable thread waits for a processor, not for seconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often a waiting thread looks whether the process stands still.
const LOOK: Duration = Duration::from_millis(20);

/// The threads that wait at any rendezvous.
static WAITING: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());

/// How often the process was found to stand still.
static STANDSTILLS: AtomicUsize = AtomicUsize::new(0);

/// How often a thread has come to any rendezvous.
static ARRIVALS: AtomicUsize = AtomicUsize::new(0);

/// How often a thread has come to any rendezvous: between two looks that give the same number, none has gone from one meeting
/// to the next.
#[cfg(target_os = "linux")]
pub(crate) fn arrivals() -> usize {
    ARRIVALS.load(Ordering::SeqCst)
}

/// That thread waits at a rendezvous.
#[cfg(target_os = "linux")]
pub(crate) fn waits_at_one(tid: i32) -> bool {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner).contains(&tid)
}

/// Tells all threads that wait at a rendezvous that nobody else will come; whether there is one.
pub(crate) fn give_up_all() -> bool {
    let somebody = !WAITING.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
    STANDSTILLS.fetch_add(1, Ordering::SeqCst);
    somebody
}

#[cfg(target_os = "linux")]
fn own_id() -> i32 {
    rustix::thread::gettid().as_raw_nonzero().get()
}

#[cfg(not(target_os = "linux"))]
fn own_id() -> i32 {
    0
}

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
    /// The threads that wait for this meeting.
    waiting: Vec<i32>,
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
        ARRIVALS.fetch_add(1, Ordering::SeqCst);
        let standstills = STANDSTILLS.load(Ordering::SeqCst);
        // A panic of a companion says nothing about these counters: they are changed in single steps.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.failed {
            drop(state);
            panic!(
                "{} threads had to be at work at the same time, and that has failed before",
                self.size
            );
        }
        let meeting = state.meetings;
        state.inside += 1;
        if state.inside == self.size {
            state.inside = 0;
            state.meetings += 1;
            // Here, and not when they wake up: on a busy machine that may be long after, and whoever has met can go on.
            let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
            for thread in state.waiting.drain(..) {
                waiting.remove(&thread);
            }
            self.changed.notify_all();
            return;
        }
        let own = own_id();
        WAITING.lock().unwrap_or_else(PoisonError::into_inner).insert(own);
        state.waiting.push(own);
        let end = Instant::now() + PATIENCE;
        while state.meetings == meeting && !state.failed {
            if STANDSTILLS.load(Ordering::SeqCst) != standstills || Instant::now() >= end {
                state.failed = true;
                self.changed.notify_all();
                break;
            }
            state =
                self.changed.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
        if state.meetings == meeting {
            WAITING.lock().unwrap_or_else(PoisonError::into_inner).remove(&own);
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

    #[cfg(target_os = "linux")]
    #[test]
    fn a_thread_that_has_met_does_not_wait_although_it_has_not_woken_up() {
        for _ in 0..50 {
            let meeting = Rendezvous::new(2);
            std::thread::scope(|scope| {
                let (tell, told) = std::sync::mpsc::channel();
                let meeting = &meeting;
                scope.spawn(move || {
                    tell.send(own_id()).expect("the other one asks");
                    meeting.meet();
                });
                let other = told.recv().expect("it is told before the meeting");
                while !waits_at_one(other) {
                    std::thread::yield_now();
                }
                meeting.meet();
                assert!(!waits_at_one(other));
            });
        }
    }

    #[test]
    fn a_thread_that_stays_alone_panics_with_the_number_that_came_and_so_does_the_next() {
        let meeting = Rendezvous::new(2);
        let alone = || {
            let message = std::thread::scope(|scope| scope.spawn(|| meeting.meet()).join())
                .expect_err("nobody else comes");
            message.downcast_ref::<String>().expect("a formatted message").clone()
        };
        let first = alone();
        assert!(first.contains("only 1 came"), "{first}");
        let second = alone();
        assert!(second.contains("has failed before"), "{second}");
    }
}
