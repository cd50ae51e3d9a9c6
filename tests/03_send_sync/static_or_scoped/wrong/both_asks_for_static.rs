//@ caught-by: compile_fail
//@ says: `both` waits, so its callers could lend it what they have; with `'static` they must copy the request for each of the two closures.
//@ sort: tempting

use std::thread::{self, JoinHandle};

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send + 'static,
    B: FnOnce() -> RB + Send + 'static,
    RA: Send + 'static,
    RB: Send + 'static,
{
    let (first, second) = (thread::spawn(first), thread::spawn(second));
    let (first, second) = (first.join(), second.join());
    (first.expect("the first one panicked"), second.expect("the second one panicked"))
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
