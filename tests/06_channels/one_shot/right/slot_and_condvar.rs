//! By hand: a slot under a lock and a condition variable. The slot is weakly held by the worker: no handler, no slot.

use std::sync::{Arc, Condvar, Mutex, Weak};

struct Slot<T> {
    /// The value, and whether the worker is gone.
    state: Mutex<(Option<T>, bool)>,
    changed: Condvar,
}

pub struct Promise<T>(Weak<Slot<T>>);

pub struct Pending<T>(Arc<Slot<T>>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let slot = Arc::new(Slot { state: Mutex::new((None, false)), changed: Condvar::new() });
    (Promise(Arc::downgrade(&slot)), Pending(slot))
}

impl<T> Promise<T> {
    pub fn keep(self, value: T) -> Result<(), T> {
        let Some(slot) = self.0.upgrade() else { return Err(value) };
        slot.state.lock().unwrap().0 = Some(value);
        // The drop of `self` wakes the handler.
        Ok(())
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        if let Some(slot) = self.0.upgrade() {
            slot.state.lock().unwrap().1 = true;
            slot.changed.notify_one();
        }
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        let waiting = |state: &mut (Option<T>, bool)| !state.1;
        let mut state = self.0.changed.wait_while(self.0.state.lock().unwrap(), waiting).unwrap();
        state.0.take()
    }
}
