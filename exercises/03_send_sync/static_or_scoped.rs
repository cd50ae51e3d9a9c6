//! # Before the answer, and after it
//!
//! A request handler does two kinds of work beside its own. Before it answers, it asks two services
//! at the same time, and both calls look at the request. After it has answered, the access is written
//! to the audit log, and nobody should have to wait for that.
//!
//! In Go both are `go func() { … }()`, with a `wg.Wait()` for the first kind. What the closures look at
//! is kept alive by the garbage collector, however long they run. In Rust the two kinds differ in their
//! types: work that is over before you return may *borrow* what you have; work that goes on must *own*
//! what it uses (that is what `'static` says of a closure: nothing in it is borrowed).
//!
//! Both functions below compile, and each has the other one's type. `both` waits for its threads, and
//! all the same wants copies of everything. `later` borrows from everybody, and for that price it
//! cannot be late.
//!
//! Before you edit: which of the two can keep the promise that a borrow needs?
//!
//! ## What must hold
//!
//! `both(first, second)`
//! - runs the two closures at the same time and returns both results. The calling thread may run one of
//!   them itself.
//! - It asks `Send` of the closures and of their results, and nothing else: they may borrow, read or
//!   write, from the caller.
//! - When one of them panics, `both` panics, and only when the other one is over.
//!
//! `later(work)`
//! - starts `work` on a thread of its own and returns at once, with a `Later`.
//! - `wait` returns the result of the work when it is there, and panics when the work has panicked.
//! - A `Later` that is dropped neither stops the work nor waits for it.
//! - It asks `Send` and `'static` of the work and of its result, and nothing else. Work that borrows
//!   from the caller, or shares an `Rc` with it, must be refused.
//!
//! The checks use `both`, `later` and `Later::wait`. The fields of `Later` are yours.

use std::panic;
use std::thread;

/// Runs both at the same time, and returns both results.
pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    // TODO: whoever waits can ask for less
    A: FnOnce() -> RA + Send + 'static,
    B: FnOnce() -> RB + Send + 'static,
    RA: Send + 'static,
    RB: Send + 'static,
{
    let first = thread::spawn(first);
    let second = second();
    (first.join().expect("the first one panicked"), second)
}

/// Work that goes on.
pub struct Later<T> {
    result: thread::Result<T>, // TODO: there can be no result yet
}

/// Starts `work`, and does not wait for it.
pub fn later<F, T>(work: F) -> Later<T>
where
    // TODO: whoever does not wait has to ask for more
    F: FnOnce() -> T + Send,
    T: Send,
{
    let result = thread::scope(|scope| scope.spawn(work).join());
    Later { result }
}

impl<T> Later<T> {
    /// Waits for the result.
    pub fn wait(self) -> T {
        // What the work panicked with becomes a panic here.
        self.result.unwrap_or_else(|payload| panic::resume_unwind(payload))
    }
}
