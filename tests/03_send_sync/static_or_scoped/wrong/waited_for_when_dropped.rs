//@ caught-by: test
//@ says: The drop joins: whoever lets go of the audit is kept waiting for it.
//@ fails: dropping_it_changes_nothing
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
    work: Option<JoinHandle<T>>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    Later { work: Some(thread::spawn(work)) }
}

impl<T> Later<T> {
    pub fn wait(mut self) -> T {
        let work = self.work.take().expect("nobody else takes it");
        work.join().expect("the work panicked")
    }
}

impl<T> Drop for Later<T> {
    fn drop(&mut self) {
        if let Some(work) = self.work.take() {
            let _ = work.join();
        }
    }
}
