//! A real type of tokio's that may live in a static, and starts over with every execution.

use std::cell::UnsafeCell;

use model::rt::Touched;
use model::rt::statics::Snapshot;

use super::object::Object;

/// A value that is as it was created when an execution first touches it.
pub(super) struct Settled<T> {
    initially: Snapshot,
    value: UnsafeCell<T>,
}

// SAFETY: it gives out shared references only, as `T` by itself would; what is written to it, is before anybody
// else in the execution has touched it.
unsafe impl<T: Sync> Sync for Settled<T> {}

impl<T> Settled<T> {
    pub(super) const fn new(value: T) -> Settled<T> {
        Settled { initially: Snapshot::new(), value: UnsafeCell::new(value) }
    }

    /// The value. `object` is what it belongs to.
    pub(super) fn get(&self, object: &Object) -> &T {
        let touched = object.touched();
        if touched != Touched::InThisExecution {
            // SAFETY: nobody borrows it in this execution, because nobody has touched it; and what the last
            // execution borrowed is forgotten with it.
            unsafe { self.initially.settle(touched, self.value.get()) };
            object.id();
        }
        // SAFETY: from here on the value is only shared.
        unsafe { &*self.value.get() }
    }
}
