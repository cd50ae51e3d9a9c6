//! `Parker` and `Unparker`: a thread waits for a token that others leave.
//!
//! As the real one, and other than `std::thread::park`, it does not wake without one.

use std::fmt;
use std::marker::PhantomData;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::rt::lock::Gate;
use model::rt::time::{self, Timer};
use model::rt::{self, Event, Loc, Value};
use model_std::time::Instant;

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
        self.park_until("park", Location::caller(), None);
    }

    /// As `park`, but not for ever.
    #[track_caller]
    pub fn park_timeout(&self, timeout: Duration) {
        let timer = || Timer::start(timeout);
        self.park_until("park_timeout", Location::caller(), Some(&timer));
    }

    /// As `park`, but not longer than to this moment.
    #[track_caller]
    pub fn park_deadline(&self, deadline: Instant) {
        let timer = || {
            time::look();
            Timer::until(deadline.__on_the_clock())
        };
        self.park_until("park_deadline", Location::caller(), Some(&timer));
    }

    fn park_until(&self, op: &'static str, loc: Loc, timer: Option<&dyn Fn() -> Timer>) {
        let inner = &self.unparker.inner;
        inner.gate.pass(op, loc);
        let before = std::mem::replace(&mut *inner.state(), State::Empty);
        let mut unparked = true;
        if !matches!(before, State::Token) {
            *inner.state() = State::Parked(rt::me());
            match timer {
                None => rt::wait(inner.gate.pending(op, loc)),
                Some(timer) => {
                    let leave = || *inner.state() = State::Empty;
                    unparked = timer().wait(&inner.gate, op, loc, leave);
                }
            }
        }
        let mut event = Event::new(op, loc).object(inner.gate.id());
        event.value = Value::Text(if unparked { "unparked" } else { "timeout" });
        event.chosen = true;
        rt::log(event);
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
