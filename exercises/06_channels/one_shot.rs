//! # One question, one answer, and a caller who may have left
//!
//! A request handler asks a worker for a profile and waits for the answer. In Go that is
//! `answer := make(chan Profile)`: the worker sends, the handler receives. Then the clients became
//! impatient. When one hangs up, its handler returns, and the worker stands at `answer <- profile`
//! for the rest of the day: one goroutine leaked for each client that left. And on the day a worker
//! died before it had answered, it was the handler that waited for ever.
//!
//! Below is that channel with names: a `Promise` for the worker, a `Pending` for the handler. A
//! channel that is used once has three ends: the answer, a handler that left, a worker that left.
//!
//! Before you edit: in each of the three, what should the one who is still there get to know?
//!
//! What must hold:
//!
//! - `one_shot()` makes a pair. Both ends can be moved to other threads, if `T` can.
//! - `keep(value)` hands the value over and *never waits*, whether or not somebody is waiting. It
//!   returns `Ok(())`, or, if the `Pending` has been dropped before, `Err(value)`.
//! - `wait()` returns `Some(value)` when the promise is kept, before or after the call, and `None`
//!   when the `Promise` has been dropped without being kept, be it by a panic.
//! - A promise can be kept once, and waited for once: a second call does not compile. Neither end can
//!   be cloned.
//! - A value that nobody fetches any more is dropped. Values need not be `Clone`, nor anything else.
//!
//! The checks use the names and the arguments below; whether a method takes `self` or `&self` is for
//! you to say.

use std::sync::mpsc::{self, Receiver, SyncSender};

/// The worker's end: it owes a value.
pub struct Promise<T> {
    answer: SyncSender<T>,
}

/// The handler's end: it may wait for the value.
pub struct Pending<T> {
    answer: Receiver<T>,
}

/// A promise, and what it is a promise of.
pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    // TODO: `make(chan T)`. Who waits for whom at `send`?
    let (promised, pending) = mpsc::sync_channel(0);
    (Promise { answer: promised }, Pending { answer: pending })
}

impl<T> Promise<T> {
    /// Hands the value over; gives it back if nobody will ever look.
    pub fn keep(&self, value: T) -> Result<(), T> {
        // TODO: the error holds the value. And what does `&self` allow a second time?
        self.answer.send(value).ok().unwrap();
        Ok(())
    }
}

impl<T> Pending<T> {
    /// Waits for the value; `None` if the promise was broken.
    pub fn wait(&self) -> Option<T> {
        // TODO: what does the `Err` of `recv` say?
        Some(self.answer.recv().unwrap())
    }
}
