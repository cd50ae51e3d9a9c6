//@ caught-by: test
//@ says: The panic of the first one leaves `both` before anybody has waited for the second; only `'static` made that legal.
//@ fails: a_panic_of_either_is_a_panic_of_both
//@ sort: boundary

use std::thread::{self, JoinHandle};

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send + 'static,
    B: FnOnce() -> RB + Send + 'static,
    RA: Send + 'static,
    RB: Send + 'static,
{
    let (first, second) = (thread::spawn(first), thread::spawn(second));
    let first = first.join().expect("the first one panicked");
    (first, second.join().expect("the second one panicked"))
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
