//! Go's `later`: the result comes through a channel, and a sender that is gone without a word is a panic.

use std::sync::mpsc::{self, Receiver};
use std::thread;

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    thread::scope(|scope| {
        let (first, second) = (scope.spawn(first), scope.spawn(second));
        (first.join().unwrap(), second.join().unwrap())
    })
}

pub struct Later<T> {
    result: Receiver<T>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let (tell, result) = mpsc::channel();
    thread::spawn(move || {
        // Nobody may be waiting any more; then the result is for nobody.
        let _ = tell.send(work());
    });
    Later { result }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        self.result.recv().expect("the work panicked")
    }
}
