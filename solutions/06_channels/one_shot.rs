//! A channel with room for the one value; both methods take `self`, so there is no second one.

use std::sync::mpsc::{self, Receiver, Sender};

/// The worker's end: it owes a value.
///
/// A struct around the sender, and not the sender itself: an `mpsc::Sender` may be cloned and used as often as one likes.
#[must_use = "dropping a promise breaks it"]
pub struct Promise<T> {
    answer: Sender<T>,
}

/// The handler's end: it may wait for the value.
#[must_use = "dropping this tells the worker that nobody wants the answer"]
pub struct Pending<T> {
    answer: Receiver<T>,
}

/// A promise, and what it is a promise of.
pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    // Go: `make(chan T, 1)`. The buffer is not there for speed: it lets the worker go when the handler has left. Any capacity
    // from 1 on will do, since there is never a second value.
    let (promised, pending) = mpsc::channel();
    (Promise { answer: promised }, Pending { answer: pending })
}

impl<T> Promise<T> {
    /// Hands the value over; gives it back if nobody will ever look.
    ///
    /// `Ok` says that the value was handed in, not that anyone has looked: the handler may leave in the next moment, and the
    /// value is dropped with the channel.
    pub fn keep(self, value: T) -> Result<(), T> {
        // No `unwrap`: a handler that left is no mistake of the worker's.
        self.answer.send(value).map_err(|unsent| unsent.0)
    }
}

impl<T> Pending<T> {
    /// Waits for the value; `None` if the promise was broken.
    pub fn wait(self) -> Option<T> {
        // `Err`: the only sender is gone, and it has left nothing. A value sent before it went would still be received first.
        self.answer.recv().ok()
    }
}
