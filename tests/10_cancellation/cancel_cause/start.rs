//! # Cancelled, because of what?
//!
//! An import is cancelled: by the operator, by its time limit, or by the first of its parts that fails. Afterwards somebody wants to
//! know why. In the log of one part there is "disk full", in that of another one "cancelled by the
//! operator", in a third one there is nothing, and the program that was waiting for the reason waited on.
//!
//! In Go it is `context.WithCancelCause`: the first call of `cancel(cause)` decides, later ones are ignored, and whoever finds
//! the context done gets that cause from `context.Cause`. Below there are a flag and a cause, each of them
//! safe to use by several threads.
//!
//! Before you edit: two cancel at the same time, for two reasons. A third thread sees the flag. What can it find
//! beside it?
//!
//! What must hold, with exactly the signatures below:
//!
//! - `Cancel::new()` is not cancelled. Threads share one `&Cancel`.
//! - The first `cancel(why)` makes `why` the cause, and returns `true`. Each other call returns `false` and changes nothing. So
//!   there is exactly one cause, and exactly one call that made it.
//! - `cause()` is the cause, or `None`; `is_cancelled()` says whether there is one. When either of them has said that it is cancelled,
//!   and when any call of `cancel` has returned, also with `false`, then the cause is there for everybody.
//! - `wait()` waits for the cause and returns it; if there is one already, at once. Everybody who waits gets up. Whoever waits
//!   sleeps.
//! - Whoever has the cause, or was told that it is cancelled, sees what was written before it was.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

/// Whether something was cancelled, and why.
pub struct Cancel<E> {
    cancelled: AtomicBool,
    cause: Mutex<Option<E>>,
    changed: Condvar,
}

impl<E: Clone> Cancel<E> {
    /// Not cancelled.
    pub fn new() -> Cancel<E> {
        let (cancelled, cause) = (AtomicBool::new(false), Mutex::new(None));
        Cancel { cancelled, cause, changed: Condvar::new() }
    }

    /// Cancels it for this reason, if it is not cancelled yet; whether this is the reason.
    pub fn cancel(&self, why: E) -> bool {
        // TODO: who comes between these lines?
        if self.cancelled.load(Ordering::SeqCst) {
            return false;
        }
        self.cancelled.store(true, Ordering::SeqCst);
        *self.cause.lock().unwrap() = Some(why);
        self.changed.notify_one();
        true
    }

    /// Whether it is cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }

    /// Why it is cancelled, if it is.
    pub fn cause(&self) -> Option<E> {
        self.cause.lock().unwrap().clone()
    }

    /// Waits until it is cancelled; why.
    pub fn wait(&self) -> E {
        let mut cause = self.cause.lock().unwrap();
        // TODO: what is known after a wait?
        if cause.is_none() {
            cause = self.changed.wait(cause).unwrap();
        }
        cause.clone().expect("somebody has given a cause")
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
