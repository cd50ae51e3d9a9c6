//! `Parker` and `Unparker`: a thread waits for a token that others leave.
//!
//! As the real one, and other than `std::thread::park`, it does not wake without one.

use std::fmt;
use std::marker::PhantomData;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::rt::lock::Gate;
use model::rt::{self, Event, Value};

/// Waits for the token.
pub struct Parker {
    unparker: Unparker,
    /// One at a time: not `Sync`.
    one: PhantomData<*const ()>,
}

/// Leaves the token.
#[derive(Clone)]
pub struct Unparker {
    inner: Arc<Inner>,
}

struct Inner {
    gate: Gate,
    /// A real lock, held between two steps.
    state: Mutex<State>,
}

enum State {
    Empty,
    Token,
    /// This thread waits.
    Parked(usize),
}

// SAFETY: as in the real crate: it may move to another thread, and only one at a time has it.
unsafe impl Send for Parker {}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Parker {
    /// Without a token.
    #[track_caller]
    pub fn new() -> Parker {
        let gate = Gate::at("Parker", Location::caller());
        let inner = Arc::new(Inner { gate, state: Mutex::new(State::Empty) });
        Parker { unparker: Unparker { inner }, one: PhantomData }
    }

    /// Waits for the token and takes it.
    #[track_caller]
    pub fn park(&self) {
        let (inner, loc) = (&self.unparker.inner, Location::caller());
        inner.gate.pass("park", loc);
        let before = std::mem::replace(&mut *inner.state(), State::Empty);
        if !matches!(before, State::Token) {
            *inner.state() = State::Parked(rt::me());
            rt::wait(inner.gate.pending("park", loc));
        }
        rt::log(Event::new("park", loc).object(inner.gate.id()).value(Value::Text("unparked")));
    }

    /// What leaves the token.
    pub fn unparker(&self) -> &Unparker {
        &self.unparker
    }
}

impl Unparker {
    /// Leaves the token; there is never more than one.
    #[track_caller]
    pub fn unpark(&self) {
        let (inner, loc) = (&self.inner, Location::caller());
        inner.gate.pass("unpark", loc);
        let before = std::mem::replace(&mut *inner.state(), State::Token);
        rt::changed();
        let mut event = Event::new("unpark", loc).object(inner.gate.id());
        if let State::Parked(thread) = before {
            // The token goes to who waits for it.
            *inner.state() = State::Empty;
            event = event.target(thread);
            rt::log(event);
            rt::grant(thread);
        } else {
            rt::log(event);
        }
    }
}

impl UnwindSafe for Parker {}
impl RefUnwindSafe for Parker {}
impl UnwindSafe for Unparker {}
impl RefUnwindSafe for Unparker {}

impl Default for Parker {
    #[track_caller]
    fn default() -> Parker {
        Parker::new()
    }
}

impl fmt::Debug for Parker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Parker { .. }")
    }
}

impl fmt::Debug for Unparker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Unparker { .. }")
    }
}
