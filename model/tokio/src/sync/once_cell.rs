//! `OnceCell`, as the real one is made: whoever has the only permit initialises, and closes the semaphore when that
//! is done; who fails, or is cancelled, gives the permit to the next.

use std::cell::UnsafeCell;
use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use model::rt::statics::Snapshot;
use model::rt::{self, Loc, Touched};
pub use tokio::sync::SetError;
use tokio::sync::TryAcquireError;

use super::semaphore::Line;

/// A value that is set once.
pub struct OnceCell<T> {
    line: Line,
    initially: Snapshot,
    /// A real atomic: between two steps.
    is_set: AtomicBool,
    initially_set: Snapshot,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: as in the real tokio: the value is shared by those who get it, and sent to the cell by whoever sets it.
unsafe impl<T: Sync + Send> Sync for OnceCell<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for OnceCell<T> {}

/// The permit, until the value is set.
struct Initialising<'a, T> {
    cell: &'a OnceCell<T>,
    loc: Loc,
    done: bool,
}

impl<T> Drop for Initialising<'_, T> {
    fn drop(&mut self) {
        if !self.done {
            self.cell.line.release(1, "give up", self.loc);
        }
    }
}

impl<T> OnceCell<T> {
    /// Not yet set.
    #[track_caller]
    pub fn new() -> OnceCell<T> {
        OnceCell::const_new()
    }

    /// Not yet set, for a static.
    #[track_caller]
    pub const fn const_new() -> OnceCell<T> {
        OnceCell {
            line: Line::const_new("OnceCell", 1),
            initially: Snapshot::new(),
            is_set: AtomicBool::new(false),
            initially_set: Snapshot::new(),
            value: UnsafeCell::new(None),
        }
    }

    /// Set already, if there is a value.
    #[track_caller]
    pub fn new_with(value: Option<T>) -> OnceCell<T> {
        let mut cell = OnceCell::const_new();
        cell.is_set = AtomicBool::new(value.is_some());
        cell.value = UnsafeCell::new(value);
        cell
    }

    /// Set already, for a static.
    #[track_caller]
    pub const fn const_new_with(value: T) -> OnceCell<T> {
        OnceCell {
            line: Line::const_new("OnceCell", 1),
            initially: Snapshot::new(),
            is_set: AtomicBool::new(true),
            initially_set: Snapshot::new(),
            value: UnsafeCell::new(Some(value)),
        }
    }

    fn settle(&self) {
        let touched = self.line.object.touched();
        if touched != Touched::InThisExecution {
            // SAFETY: nobody borrows the value in this execution, because nobody has touched the cell.
            unsafe { self.initially.settle(touched, self.value.get()) };
            // SAFETY: as above; an atomic may be written through a shared reference anyway.
            unsafe { self.initially_set.settle(touched, (&raw const self.is_set).cast_mut()) };
            self.line.settle();
        }
    }

    fn now(&self) -> Option<&T> {
        if !self.is_set.load(Relaxed) {
            return None;
        }
        self.line.object.follow();
        // SAFETY: once it is set, it is not written any more through a shared reference.
        unsafe { &*self.value.get() }.as_ref()
    }

    fn look(&self, op: &'static str, loc: Loc) -> Option<&T> {
        self.settle();
        rt::spin::before_polling(loc);
        self.line.object.step(op, loc);
        let value = self.now();
        if value.is_none() {
            self.line.object.missed(loc);
        }
        self.line.object.log(op, if value.is_some() { "set" } else { "not set" }, loc);
        value
    }

    /// Whether it is set.
    #[track_caller]
    pub fn initialized(&self) -> bool {
        self.look("initialized", Location::caller()).is_some()
    }

    /// The value, if it is set.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        self.look("get", Location::caller())
    }

    /// The value, for whoever has the cell to themselves.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.settle();
        self.value.get_mut().as_mut()
    }

    /// To be called with the permit.
    fn store(&self, value: T, loc: Loc) -> &T {
        // SAFETY: whoever has the permit is the only one who writes, and nobody reads before `is_set`.
        unsafe { *self.value.get() = Some(value) };
        self.line.object.step("set", loc);
        self.is_set.store(true, Relaxed);
        self.line.object.log("set", "set", loc);
        self.line.close_now();
        match self.now() {
            Some(value) => value,
            None => unreachable!("it has just been set"),
        }
    }

    /// Sets it, unless somebody has done so or is about to.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), SetError<T>> {
        let loc = Location::caller();
        if self.look("set", loc).is_some() {
            return Err(SetError::AlreadyInitializedError(value));
        }
        match self.line.try_acquire_now() {
            Ok(()) => {
                self.store(value, loc);
                Ok(())
            }
            Err(TryAcquireError::NoPermits) => Err(SetError::InitializingError(value)),
            Err(TryAcquireError::Closed) => Err(SetError::AlreadyInitializedError(value)),
        }
    }

    /// The value; sets it first if need be. Others wait meanwhile.
    #[track_caller]
    pub fn get_or_init<F, Fut>(&self, f: F) -> impl Future<Output = &T>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = T>,
    {
        let loc = Location::caller();
        async move {
            let value = self.init(async || Ok::<T, std::convert::Infallible>(f().await), loc).await;
            match value {
                Ok(value) => value,
                Err(never) => match never {},
            }
        }
    }

    /// The value; sets it first if need be, unless that fails.
    #[track_caller]
    pub fn get_or_try_init<E, F, Fut>(&self, f: F) -> impl Future<Output = Result<&T, E>>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        self.init(f, Location::caller())
    }

    async fn init<E, F, Fut>(&self, f: F, loc: Loc) -> Result<&T, E>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        self.settle();
        rt::task::looks("get_or_init", loc);
        // Who looks a moment too early finds out when it waits for the permit. But who finds it set might have come before it was, and
        // the explorer learns of that by a step.
        if let Some(value) = self.now() {
            self.line.object.step("get_or_init", loc);
            return Ok(value);
        }
        if self.line.acquire(1, "get_or_init", loc).await.is_err() {
            return match self.now() {
                Some(value) => Ok(value),
                None => unreachable!("it is closed when it is set"),
            };
        }
        let mut initialising = Initialising { cell: self, loc, done: false };
        let value = f().await?;
        initialising.done = true;
        Ok(self.store(value, loc))
    }

    /// The value, if it is set.
    pub fn into_inner(self) -> Option<T> {
        self.value.into_inner()
    }

    /// The value, if it is set; it is not any more.
    #[track_caller]
    pub fn take(&mut self) -> Option<T> {
        std::mem::take(self).into_inner()
    }
}

impl<T> Default for OnceCell<T> {
    #[track_caller]
    fn default() -> OnceCell<T> {
        OnceCell::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for OnceCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceCell").field("value", &self.get()).finish()
    }
}

impl<T: Clone> Clone for OnceCell<T> {
    #[track_caller]
    fn clone(&self) -> OnceCell<T> {
        OnceCell::new_with(self.get().cloned())
    }
}

impl<T: PartialEq> PartialEq for OnceCell<T> {
    fn eq(&self, other: &OnceCell<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceCell<T> {}

impl<T> From<T> for OnceCell<T> {
    #[track_caller]
    fn from(value: T) -> OnceCell<T> {
        OnceCell::new_with(Some(value))
    }
}
