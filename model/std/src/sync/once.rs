//! `Once`: the real one's behaviour, poisoning included, on the engine's.

use std::cell::Cell;
use std::fmt;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};

use model::rt::once::{Begun, RawOnce, State};
use model::rt::{Loc, Value};

/// Something to be done once.
pub struct Once {
    raw: RawOnce,
}

impl UnwindSafe for Once {}
impl RefUnwindSafe for Once {}

/// What `call_once_force` tells its closure.
pub struct OnceState {
    poisoned: bool,
    /// As the real one: neither `Sync` nor `RefUnwindSafe`.
    alone: std::marker::PhantomData<Cell<()>>,
}

/// As `std::sync::ONCE_INIT`.
#[deprecated(note = "the `Once::new()` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "as the real one")]
pub const ONCE_INIT: Once = Once::new();

/// Ends what was begun, also when it panicked.
pub(super) struct Ends<'a> {
    pub raw: &'a RawOnce,
    pub op: &'static str,
    pub state: State,
    pub loc: Loc,
}

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.raw.end(self.op, self.state, self.loc);
    }
}

#[expect(clippy::new_without_default, reason = "the real one has no `Default` either")]
impl Once {
    /// Nothing is done yet.
    #[track_caller]
    pub const fn new() -> Once {
        Once { raw: RawOnce::new("Once") }
    }

    /// Calls `f` unless it was called; waits while another thread does.
    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        self.call("call_once", false, |_| f(), Location::caller());
    }

    /// As `call_once`, also after `f` has panicked.
    #[track_caller]
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        self.call("call_once_force", true, f, Location::caller());
    }

    #[track_caller]
    fn call(&self, op: &'static str, force: bool, f: impl FnOnce(&OnceState), loc: Loc) {
        match self.raw.begin(op, force, loc) {
            Begun::Complete => {}
            Begun::Poisoned => panic!("Once instance has previously been poisoned"),
            Begun::Ours { poisoned } => {
                let mut ends = Ends { raw: &self.raw, op: "init", state: State::Poisoned, loc };
                f(&OnceState { poisoned, alone: std::marker::PhantomData });
                ends.state = State::Complete;
            }
        }
    }

    /// Whether it was done, as far as this thread can see.
    #[track_caller]
    pub fn is_completed(&self) -> bool {
        self.raw.is_complete("is_completed", Value::Bool, Location::caller())
    }

    /// Waits until it was done.
    #[track_caller]
    pub fn wait(&self) {
        if self.raw.wait("wait", false, Location::caller()) == Begun::Poisoned {
            panic!("Once instance has previously been poisoned");
        }
    }

    /// As `wait`, also after a panic.
    #[track_caller]
    pub fn wait_force(&self) {
        self.raw.wait("wait_force", true, Location::caller());
    }
}

impl OnceState {
    /// Whether it was tried before, and panicked.
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}

impl fmt::Debug for OnceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceState").field("poisoned", &self.is_poisoned()).finish()
    }
}
