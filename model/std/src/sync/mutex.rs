//! `Mutex`: the real one's behaviour, poisoning included, on a lock of the engine's.

use std::cell::UnsafeCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};

use model::rt::guarded::{self, Peek, Used};
use model::rt::lock::RawLock;
use model::rt::statics::Snapshot;
use model::rt::{self, Loc, Touched};

/// A lock around data.
pub struct Mutex<T: ?Sized> {
    raw: RawLock,
    /// A real atomic: it is read and written between two steps.
    poisoned: AtomicBool,
    initially: Snapshot,
    peek: Peek,
    data: UnsafeCell<T>,
}

// SAFETY: as in the real std: the lock lets one thread at a time at the data, so it may be shared when
// the data may be sent.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
impl<T: ?Sized> UnwindSafe for Mutex<T> {}
impl<T: ?Sized> RefUnwindSafe for Mutex<T> {}

/// The right to the data, until it is dropped.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    lock: &'a Mutex<T>,
    /// Whether this thread was unwinding when it took the lock: then its unwinding does not poison.
    panicking: bool,
    taken: Loc,
    /// Cells in a guard that may be shared: all model threads are coroutines on one OS thread.
    used: Used,
    not_send: PhantomData<*const ()>,
}

// SAFETY: a shared guard gives shared access to the data only.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}

impl<T> Mutex<T> {
    /// A lock that nobody holds.
    #[track_caller]
    pub const fn new(data: T) -> Mutex<T> {
        Mutex {
            raw: RawLock::new("Mutex"),
            poisoned: AtomicBool::new(false),
            initially: Snapshot::new(),
            peek: Peek::of::<T>(),
            data: UnsafeCell::new(data),
        }
    }

    /// The data.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.poisoned.into_inner();
        or_poisoned(poisoned, self.data.into_inner())
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// For a condition variable: gives the lock back and takes it again, around `wait`.
    pub(super) fn without_the_lock(mut self, loc: Loc, wait: impl FnOnce()) -> LockResult<Self> {
        self.leave(loc, || ());
        wait();
        self.lock.raw.lock("lock", loc);
        self.lock.tell();
        self.used = Used::new();
        or_poisoned(self.lock.poisoned.load(Relaxed), self)
    }
}

impl<T: ?Sized> MutexGuard<'_, T> {
    fn leave(&self, loc: Loc, before: impl FnOnce()) {
        let mut holds = rt::Value::None;
        self.lock.raw.unlock(loc, || {
            before();
            holds = self.lock.holds();
        });
        guarded::tell(self.lock.raw.id(), holds, self.used.access());
    }
}

impl<T: ?Sized> Mutex<T> {
    /// A static's data is put back when an execution first touches it.
    fn settle(&self) {
        let touched = self.raw.touched();
        if touched == Touched::InThisExecution {
            return;
        }
        // SAFETY: nobody holds the lock in this execution, because nobody has touched it.
        if unsafe { self.initially.settle(touched, self.data.get()) } {
            self.poisoned.store(false, Relaxed);
        }
        self.raw.id();
    }

    /// What the schedule can say of the data; the caller holds the lock.
    fn holds(&self) -> rt::Value {
        // SAFETY: made for this type in `new`, and the lock keeps others away.
        unsafe { self.peek.at(self.data.get().cast()) }
    }

    /// … in the row of having taken it.
    fn tell(&self) {
        guarded::tell(self.raw.id(), self.holds(), "");
    }

    fn guard(&self, taken: Loc) -> LockResult<MutexGuard<'_, T>> {
        self.tell();
        let guard = MutexGuard {
            lock: self,
            panicking: rt::panicking(),
            taken,
            used: Used::new(),
            not_send: PhantomData,
        };
        or_poisoned(self.poisoned.load(Relaxed), guard)
    }

    /// Waits for the lock.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        let loc = Location::caller();
        self.settle();
        self.raw.lock("lock", loc);
        self.guard(loc)
    }

    /// Takes the lock if it is free.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        let loc = Location::caller();
        self.settle();
        if !self.raw.try_lock("try_lock", loc) {
            return Err(TryLockError::WouldBlock);
        }
        self.guard(loc).map_err(TryLockError::Poisoned)
    }

    /// Whether somebody panicked with the lock held.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        self.settle();
        self.raw.look("is_poisoned", Location::caller());
        self.poisoned.load(Relaxed)
    }

    /// Forgets that somebody did.
    #[track_caller]
    pub fn clear_poison(&self) {
        self.settle();
        self.raw.look("clear_poison", Location::caller());
        self.poisoned.store(false, Relaxed);
    }

    /// The data, for whoever has the lock to themselves.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = *self.poisoned.get_mut();
        or_poisoned(poisoned, self.data.get_mut())
    }
}

pub(super) fn or_poisoned<T>(poisoned: bool, value: T) -> LockResult<T> {
    if poisoned { Err(PoisonError::new(value)) } else { Ok(value) }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(data: T) -> Mutex<T> {
        Mutex::new(data)
    }
}

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Mutex");
        match self.try_lock() {
            Ok(guard) => shown.field("data", &&*guard),
            Err(TryLockError::Poisoned(error)) => shown.field("data", &&**error.get_ref()),
            Err(TryLockError::WouldBlock) => shown.field("data", &"<locked>"),
        };
        shown.field("poisoned", &self.poisoned.load(Relaxed)).finish_non_exhaustive()
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.used.look();
        // SAFETY: the guard holds the lock.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.used.change();
        // SAFETY: the guard holds the lock, and is borrowed exclusively.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        let poisons = !self.panicking && rt::panicking();
        self.leave(self.taken, || {
            if poisons {
                self.lock.poisoned.store(true, Relaxed);
            }
        });
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
