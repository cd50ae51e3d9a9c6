//@ caught-by: test
//@ says: The scope is there, and its first thread is joined before the second closure begins.
//@ fails: both_at_the_same_time
//@ sort: tempting

use std::thread::{self, JoinHandle};

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    thread::scope(|scope| {
        let first = scope.spawn(first).join().expect("the first one panicked");
        let second = scope.spawn(second).join().expect("the second one panicked");
        (first, second)
    })
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
