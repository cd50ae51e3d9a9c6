//! crossbeam's scope, which came first: it returns the panic of a thread instead of passing it on.

use crossbeam::thread as crossbeam_thread;
use std::thread::{self, JoinHandle};

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    crossbeam_thread::scope(|scope| {
        let second = scope.spawn(move |_| second());
        let first = first();
        (first, second.join().expect("the second one panicked"))
    })
    .expect("every thread of the scope has been joined")
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
