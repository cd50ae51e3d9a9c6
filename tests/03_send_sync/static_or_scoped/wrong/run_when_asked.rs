//@ caught-by: test
//@ says: The work begins when somebody waits for it, and never if nobody does: that is a closure in a box, not work under way.
//@ fails: later_does_not_wait, dropping_it_changes_nothing
//@ sort: tempting

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
    work: Box<dyn FnOnce() -> T>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + 'static,
{
    Later { work: Box::new(work) }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        (self.work)()
    }
}
