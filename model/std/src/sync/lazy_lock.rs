//! `LazyLock`: a value that is made when it is first asked for.

use std::cell::UnsafeCell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};

use model::rt::once::{Begun, RawOnce, State};
use model::rt::statics::Snapshot;
use model::rt::{self, Loc, Touched, Value};

use super::once::Ends;

/// A value, and until then the function that makes it.
pub struct LazyLock<T, F = fn() -> T> {
    once: RawOnce,
    initially: Snapshot,
    /// Taken by whoever claims `once`.
    init: UnsafeCell<Option<F>>,
    /// Written by whoever completes it, before anybody can see that it is complete.
    value: UnsafeCell<Option<T>>,
}

// SAFETY: as in the real std: one thread calls `F` and writes the value, before any thread gets a reference
// to it; both may have come from another thread.
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {}
// SAFETY: nothing in it belongs to a thread.
unsafe impl<T: Send, F: Send> Send for LazyLock<T, F> {}
impl<T: RefUnwindSafe + UnwindSafe, F: UnwindSafe> RefUnwindSafe for LazyLock<T, F> {}
impl<T: UnwindSafe, F: UnwindSafe> UnwindSafe for LazyLock<T, F> {}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// Nothing is made yet.
    #[track_caller]
    pub const fn new(f: F) -> LazyLock<T, F> {
        LazyLock {
            once: RawOnce::new("LazyLock"),
            initially: Snapshot::new(),
            init: UnsafeCell::new(Some(f)),
            value: UnsafeCell::new(None),
        }
    }

    /// The value, which is made if there is none. Waits while another thread makes it.
    #[track_caller]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        this.make("force", Location::caller())
    }

    /// As `force`, for whoever has it to themselves.
    #[track_caller]
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        this.settle();
        match this.once.state_mut() {
            State::Complete => {}
            State::Incomplete => {
                let init = this.init.get_mut().take().expect("nobody has begun");
                match rt::catch(init) {
                    Ok(value) => *this.value.get_mut() = Some(value),
                    Err(payload) => {
                        this.once.set_state_mut(State::Poisoned);
                        rt::resume(payload);
                    }
                }
                this.once.set_state_mut(State::Complete);
            }
            State::Poisoned | State::Running => poisoned(),
        }
        this.value.get_mut().as_mut().expect("it is complete")
    }

    #[track_caller]
    fn make(&self, op: &'static str, loc: Loc) -> &T {
        self.settle();
        match self.once.begin(op, false, loc) {
            Begun::Complete => {}
            Begun::Poisoned => poisoned(),
            Begun::Ours { .. } => {
                let mut ends = Ends { raw: &self.once, op: "init", state: State::Poisoned, loc };
                // SAFETY: whoever has claimed it is alone with both, and nobody claims it twice.
                let init = unsafe { (*self.init.get()).take() };
                let value = init.expect("nobody has begun")();
                // SAFETY: as above; it ends only below.
                unsafe { self.value.get().write(Some(value)) };
                ends.state = State::Complete;
            }
        }
        self.value()
    }
}

#[cold]
#[track_caller]
fn poisoned() -> ! {
    panic!("LazyLock instance has previously been poisoned")
}

impl<T, F> LazyLock<T, F> {
    /// A static has its function again when an execution first touches it, and no value.
    fn settle(&self) {
        let touched = self.once.touched();
        if touched == Touched::InThisExecution {
            return;
        }
        // SAFETY: nobody has begun in this execution, because nobody has touched it.
        if unsafe { self.initially.settle(touched, self.init.get()) } {
            // SAFETY: as above. What the last execution left is leaked, on purpose: its destructor could
            // call into that execution.
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

    /// The value, if this thread can see one.
    #[track_caller]
    pub fn get(this: &LazyLock<T, F>) -> Option<&T> {
        this.look("get", Location::caller())
    }

    fn look(&self, op: &'static str, loc: Loc) -> Option<&T> {
        let show = |some| Value::Text(if some { "Some" } else { "None" });
        self.settle();
        self.once.is_complete(op, show, loc).then(|| self.value())
    }

    /// The value, if there is one, for whoever has it to themselves.
    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> {
        this.settle();
        this.value.get_mut().as_mut()
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;
    #[track_caller]
    fn deref(&self) -> &T {
        self.make("deref", Location::caller())
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        LazyLock::force_mut(self)
    }
}

impl<T: Default> Default for LazyLock<T> {
    #[track_caller]
    fn default() -> LazyLock<T> {
        LazyLock::new(T::default)
    }
}

impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    #[track_caller]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_tuple("LazyLock");
        match self.look("fmt", Location::caller()) {
            Some(value) => shown.field(value),
            None => shown.field(&format_args!("<uninit>")),
        };
        shown.finish()
    }
}
