//@ caught-by: compile_fail
//@ says: The work moves to one other thread and is looked at by nobody else: `Sync` refuses callers that have done nothing wrong.
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
        let second = scope.spawn(second);
        let first = first();
        (first, second.join().expect("the second one panicked"))
    })
}

pub struct Later<T> {
    work: JoinHandle<T>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    Later { work: thread::spawn(work) }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        self.work.join().expect("the work panicked")
    }
}
