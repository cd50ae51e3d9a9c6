//@ caught-by: test
//@ says: A scope ends when its threads have: `later` may borrow, because it keeps its caller waiting until the audit is written.
//@ fails: later_does_not_wait, dropping_it_changes_nothing
//@ sort: tempting

use std::panic;
use std::thread;

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
    result: thread::Result<T>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send,
    T: Send,
{
    let result = thread::scope(|scope| scope.spawn(work).join());
    Later { result }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        self.result.unwrap_or_else(|payload| panic::resume_unwind(payload))
    }
}
