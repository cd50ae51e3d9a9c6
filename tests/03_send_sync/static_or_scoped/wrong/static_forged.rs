//@ caught-by: build
//@ says: `transmute` forges the lifetime and keeps no promise: the caller returns, and the work reads a request that is gone.
//@ sort: tempting

use std::mem;
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

pub fn later<'work, F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'work,
    T: Send + 'static,
{
    let work: Box<dyn FnOnce() -> T + Send + 'work> = Box::new(work);
    // SAFETY: claimed, not given. Nobody waits for the end of what is borrowed.
    let work: Box<dyn FnOnce() -> T + Send + 'static> = unsafe { mem::transmute(work) };
    Later { work: thread::spawn(work) }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        self.work.join().expect("the work panicked")
    }
}
