//! The same two tools with `Builder`, where a system without a thread left is a message and not a panic of `spawn`.

use std::panic::resume_unwind;
use std::thread::{self, Builder, JoinHandle};

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    thread::scope(|scope| {
        let name = String::from("first of both");
        let first = Builder::new().name(name).spawn_scoped(scope, first);
        let second = second();
        let first = first.expect("the system has a thread left").join();
        (first.unwrap_or_else(|payload| resume_unwind(payload)), second)
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
    let work = Builder::new().name(String::from("later")).spawn(work);
    Later { work: work.expect("the system has a thread left") }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        self.work.join().expect("the work panicked")
    }
}
