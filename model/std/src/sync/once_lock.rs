//! `OnceLock`: a value that is written once.

use std::cell::UnsafeCell;
use std::fmt;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};

use model::rt::once::{Begun, RawOnce, State};
use model::rt::{Loc, Touched, Value};

use super::once::Ends;

/// A place for a value that is written at most once.
pub struct OnceLock<T> {
    once: RawOnce,
    /// Written by whoever completes `once`, before anybody can see that it is complete.
    value: UnsafeCell<Option<T>>,
}

// SAFETY: as in the real std: one thread writes the value, before any thread gets a reference to it, and a
// thread other than the writer may drop it.
unsafe impl<T: Sync + Send> Sync for OnceLock<T> {}
// SAFETY: nothing in it belongs to a thread.
unsafe impl<T: Send> Send for OnceLock<T> {}
impl<T: RefUnwindSafe + UnwindSafe> RefUnwindSafe for OnceLock<T> {}
impl<T: UnwindSafe> UnwindSafe for OnceLock<T> {}

impl<T> OnceLock<T> {
    /// An empty one.
    #[track_caller]
    pub const fn new() -> OnceLock<T> {
        OnceLock { once: RawOnce::new("OnceLock"), value: UnsafeCell::new(None) }
    }

    /// A static is empty when an execution first touches it.
    fn settle(&self) {
        if self.once.touched() == Touched::InAnother {
            // SAFETY: nobody has touched it in this execution, and references end with theirs. What the last
            // one left is leaked, on purpose: its destructor could call into an execution that is over.
            unsafe { self.value.get().write(None) };
            self.once.id();
        }
    }

    /// To be called when this thread has seen that `once` is complete.
    fn value(&self) -> &T {
        // SAFETY: the value was written before, and is not written again while it is shared.
        let value = unsafe { &*self.value.get() };
        value.as_ref().expect("whoever completes it has written the value")
    }

    /// # Safety
    ///
    /// `once` was claimed by this thread, and is not complete yet.
    unsafe fn write(&self, value: T) {
        // SAFETY: whoever has claimed it is alone with the value, and there was none.
        unsafe { self.value.get().write(Some(value)) };
    }

    /// The value, if this thread can see one.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        self.look("get", Location::caller())
    }

    fn look(&self, op: &'static str, loc: Loc) -> Option<&T> {
        let show = |some| Value::Text(if some { "Some" } else { "None" });
        self.settle();
        self.once.is_complete(op, show, loc).then(|| self.value())
    }

    /// The value, for whoever has it to themselves.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.settle();
        self.value.get_mut().as_mut()
    }

    /// Waits for a value.
    #[track_caller]
    pub fn wait(&self) -> &T {
        self.settle();
        self.once.wait("wait", true, Location::caller());
        self.value()
    }

    /// Stores a value, or gives it back when there is one already. Waits while another thread makes one.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        self.settle();
        let mut value = Some(value);
        // SAFETY: called when the claim has succeeded, in the same step.
        let store = || unsafe { self.write(value.take().expect("called once")) };
        self.once.complete_now("set", store, Location::caller());
        value.map_or(Ok(()), Err)
    }

    /// The value; `f` makes it, unless there is one. Waits while another thread makes one.
    #[track_caller]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        let loc = Location::caller();
        self.settle();
        if let Begun::Ours { .. } = self.once.begin("get_or_init", true, loc) {
            // When `f` panics it stays empty: the next one tries again.
            let mut ends = Ends { raw: &self.once, op: "init", state: State::Incomplete, loc };
            let value = f();
            // SAFETY: this thread has claimed it, and ends only below.
            unsafe { self.write(value) };
            ends.state = State::Complete;
        }
        self.value()
    }

    /// The value.
    pub fn into_inner(self) -> Option<T> {
        self.settle();
        self.value.into_inner()
    }

    /// Takes the value out.
    pub fn take(&mut self) -> Option<T> {
        self.settle();
        let taken = self.value.get_mut().take();
        if taken.is_some() {
            self.once.set_state_mut(State::Incomplete);
        }
        taken
    }
}

impl<T> Default for OnceLock<T> {
    #[track_caller]
    fn default() -> OnceLock<T> {
        OnceLock::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    #[track_caller]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_tuple("OnceLock");
        match self.look("fmt", Location::caller()) {
            Some(value) => shown.field(value),
            None => shown.field(&format_args!("<uninit>")),
        };
        shown.finish()
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    #[track_caller]
    fn clone(&self) -> OnceLock<T> {
        match self.look("clone", Location::caller()) {
            Some(value) => OnceLock::from(value.clone()),
            None => OnceLock::new(),
        }
    }
}

impl<T> From<T> for OnceLock<T> {
    #[track_caller]
    fn from(value: T) -> OnceLock<T> {
        OnceLock {
            once: RawOnce::begun("OnceLock", State::Complete),
            value: UnsafeCell::new(Some(value)),
        }
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    #[track_caller]
    fn eq(&self, other: &OnceLock<T>) -> bool {
        let loc = Location::caller();
        self.look("eq", loc) == other.look("eq", loc)
    }
}

impl<T: Eq> Eq for OnceLock<T> {}
