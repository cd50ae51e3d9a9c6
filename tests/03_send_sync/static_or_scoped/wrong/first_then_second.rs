//@ caught-by: test
//@ says: Nothing is sent anywhere, so no bound is needed: the second service is asked when the first one has answered.
//@ fails: both_at_the_same_time
//@ sort: tempting

use std::thread::{self, JoinHandle};

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA,
    B: FnOnce() -> RB,
{
    (first(), second())
}

pub struct Later<T> {
    work: JoinHandle<T>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    Later { work: thread::spawn(work) }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        self.work.join().expect("the work panicked")
    }
}
