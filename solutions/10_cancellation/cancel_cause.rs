//! One fact instead of two: that there is a cause *is* that it is cancelled.

use std::sync::OnceLock;

/// Whether something was cancelled, and why.
pub struct Cancel<E> {
    /// Written once, and never changed. A flag beside it would be a second fact, and somebody could see the one without the other.
    cause: OnceLock<E>,
}

impl<E: Clone> Cancel<E> {
    /// Not cancelled.
    pub fn new() -> Cancel<E> {
        Cancel { cause: OnceLock::new() }
    }

    /// Cancels it for this reason, if it is not cancelled yet; whether this is the reason.
    pub fn cancel(&self, why: E) -> bool {
        // Asking and writing are one step. Whoever comes while another one is writing waits for it (an instant), so that the cause is
        // there when `false` is returned, too.
        self.cause.set(why).is_ok()
    }

    /// Whether it is cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.cause.get().is_some()
    }

    /// Why it is cancelled, if it is.
    pub fn cause(&self) -> Option<E> {
        self.cause.get().cloned()
    }

    /// Waits until it is cancelled; why.
    pub fn wait(&self) -> E {
        // There is no condition to get wrong: `wait` returns when there is a value. With a time limit, or with anything else to wait
        // for, it would be a `Mutex<Option<E>>` and a `Condvar`.
        self.cause.wait().clone()
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
