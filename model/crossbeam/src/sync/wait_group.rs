//! `WaitGroup`: waits until every clone is gone.

use std::fmt;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::rt::lock::Gate;
use model::rt::{self, Event, Loc};

/// Waits until every clone of it has been dropped.
pub struct WaitGroup {
    inner: Arc<Inner>,
    created: Loc,
}

struct Inner {
    gate: Gate,
    /// A real lock: held between two steps.
    state: Mutex<State>,
}

struct State {
    groups: usize,
    waiting: Vec<usize>,
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One clone less; if it was the last, whoever waits goes on.
    fn leave(&self) -> bool {
        let waiting = {
            let mut state = self.state();
            state.groups -= 1;
            if state.groups > 0 {
                return false;
            }
            std::mem::take(&mut state.waiting)
        };
        rt::changed();
        waiting.into_iter().for_each(rt::grant);
        true
    }
}

impl WaitGroup {
    /// A group with one member.
    #[track_caller]
    pub fn new() -> WaitGroup {
        let created = Location::caller();
        let state = Mutex::new(State { groups: 1, waiting: Vec::new() });
        WaitGroup {
            inner: Arc::new(Inner { gate: Gate::at("WaitGroup", created), state }),
            created,
        }
    }

    /// Leaves the group, and waits until everybody has.
    #[track_caller]
    pub fn wait(self) {
        let loc = Location::caller();
        let inner = self.inner.clone();
        inner.gate.pass("wait", loc);
        // Left just now, in the same step: the destructor is not to leave once more.
        let this = std::mem::ManuallyDrop::new(self);
        // SAFETY: `this` is neither dropped nor used again.
        drop(unsafe { std::ptr::read(&this.inner) });
        if !inner.leave() {
            inner.state().waiting.push(rt::me());
            rt::wait(inner.gate.pending("wait", loc));
        }
        rt::log(Event::new("wait", loc).object(inner.gate.id()));
    }
}

impl UnwindSafe for WaitGroup {}
impl RefUnwindSafe for WaitGroup {}

impl Default for WaitGroup {
    #[track_caller]
    fn default() -> WaitGroup {
        WaitGroup::new()
    }
}

impl Clone for WaitGroup {
    fn clone(&self) -> WaitGroup {
        // Nobody can notice: whoever clones is a member, so that the group is not done.
        self.inner.state().groups += 1;
        WaitGroup { inner: self.inner.clone(), created: self.created }
    }
}

impl Drop for WaitGroup {
    fn drop(&mut self) {
        if self.inner.state().groups > 1 {
            // Unnoticed by itself; ordered with the others' leaving.
            self.inner.gate.pass_along();
            self.inner.leave();
            return;
        }
        self.inner.gate.pass("done", self.created);
        rt::log(Event::new("done", self.created).object(self.inner.gate.id()));
        self.inner.leave();
    }
}

impl fmt::Debug for WaitGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.inner.state().groups;
        f.debug_struct("WaitGroup").field("count", &count).finish()
    }
}
