//! `RwLock`: the real one's behaviour, poisoning included, on a lock of the engine's.
//!
//! Whether a waiting writer keeps new readers out is up to the system, as std says; both are explored.

use std::cell::UnsafeCell;
use std::fmt;
use std::marker::PhantomData;
use std::mem;
use std::ops::{Deref, DerefMut};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{LockResult, TryLockError, TryLockResult};

use model::rt::guarded::{self, Peek, Used};
use model::rt::rwlock::{Access, RawRwLock};
use model::rt::statics::Snapshot;
use model::rt::{self, Loc, Touched};

use super::mutex::or_poisoned;

/// A lock around data that many may read at once.
pub struct RwLock<T: ?Sized> {
    raw: RawRwLock,
    /// A real atomic: it is read and written between two steps.
    poisoned: AtomicBool,
    initially: Snapshot,
    peek: Peek,
    data: UnsafeCell<T>,
}

// SAFETY: as in the real std: whoever has the lock has the data.
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
// SAFETY: as in the real std: several threads may read the data at once, hence `T: Sync`.
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}
impl<T: ?Sized> UnwindSafe for RwLock<T> {}
impl<T: ?Sized> RefUnwindSafe for RwLock<T> {}

/// The right to read, until it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> {
    /// A pointer, as in the real one, which makes the guard covariant.
    data: NonNull<T>,
    raw: &'a RawRwLock,
    peek: Peek,
    taken: Loc,
    /// Cells in a guard that may be shared: all model threads are coroutines on one OS thread.
    used: Used,
}

/// The right to read and write, until it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
    /// Whether this thread was unwinding when it took the lock: then its unwinding does not poison.
    panicking: bool,
    taken: Loc,
    used: Used,
    not_send: PhantomData<*const ()>,
}

// SAFETY: a shared guard gives shared access to the data only.
unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {}

impl<T> RwLock<T> {
    /// A lock that nobody holds.
    #[track_caller]
    pub const fn new(t: T) -> RwLock<T> {
        RwLock::__of_kind("RwLock", t)
    }

    /// For other stand-ins: the schedule calls it so.
    #[doc(hidden)]
    #[track_caller]
    pub const fn __of_kind(kind: &'static str, t: T) -> RwLock<T> {
        RwLock {
            raw: RawRwLock::new(kind),
            poisoned: AtomicBool::new(false),
            initially: Snapshot::new(),
            peek: Peek::of::<T>(),
            data: UnsafeCell::new(t),
        }
    }

    /// The data.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.poisoned.into_inner();
        or_poisoned(poisoned, self.data.into_inner())
    }
}

impl<T: ?Sized> RwLock<T> {
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
        // SAFETY: made for this type in `new`, and the lock keeps writers away.
        unsafe { self.peek.at(self.data.get().cast()) }
    }

    /// … in the row of having taken it.
    fn tell(&self) {
        guarded::tell(self.raw.id(), self.holds(), "");
    }

    fn read_guard(&self, taken: Loc) -> RwLockReadGuard<'_, T> {
        // SAFETY: the data is in `self`, hence somewhere.
        let data = unsafe { NonNull::new_unchecked(self.data.get()) };
        RwLockReadGuard { data, raw: &self.raw, peek: self.peek, taken, used: Used::new() }
    }

    fn reader(&self, taken: Loc) -> LockResult<RwLockReadGuard<'_, T>> {
        self.tell();
        or_poisoned(self.poisoned.load(Relaxed), self.read_guard(taken))
    }

    fn writer(&self, taken: Loc) -> LockResult<RwLockWriteGuard<'_, T>> {
        self.tell();
        let guard = RwLockWriteGuard {
            lock: self,
            panicking: rt::panicking(),
            taken,
            used: Used::new(),
            not_send: PhantomData,
        };
        or_poisoned(self.poisoned.load(Relaxed), guard)
    }

    /// Waits until nobody writes.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let loc = Location::caller();
        self.settle();
        self.raw.lock(Access::Read, loc);
        self.reader(loc)
    }

    /// Waits until nobody reads or writes.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let loc = Location::caller();
        self.settle();
        self.raw.lock(Access::Write, loc);
        self.writer(loc)
    }

    /// The right to read, if nobody is in the way.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        let loc = Location::caller();
        self.settle();
        if !self.raw.try_lock(Access::Read, loc) {
            return Err(TryLockError::WouldBlock);
        }
        self.reader(loc).map_err(TryLockError::Poisoned)
    }

    /// The right to write, if nobody is in the way.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let loc = Location::caller();
        self.settle();
        if !self.raw.try_lock(Access::Write, loc) {
            return Err(TryLockError::WouldBlock);
        }
        self.writer(loc).map_err(TryLockError::Poisoned)
    }

    /// Whether somebody panicked while writing.
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

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Lets other readers in, and no writer in between.
    #[track_caller]
    pub fn downgrade(s: Self) -> RwLockReadGuard<'a, T> {
        let (lock, access) = (s.lock, s.used.access());
        // Giving back is what `downgrade` does.
        mem::forget(s);
        let taken = Location::caller();
        lock.raw.downgrade(taken);
        guarded::tell(lock.raw.id(), lock.holds(), access);
        lock.read_guard(taken)
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(t: T) -> RwLock<T> {
        RwLock::new(t)
    }
}

impl<T: Default> Default for RwLock<T> {
    #[track_caller]
    fn default() -> RwLock<T> {
        RwLock::new(T::default())
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RwLock");
        match self.try_read() {
            Ok(guard) => shown.field("data", &&*guard),
            Err(TryLockError::Poisoned(error)) => shown.field("data", &&**error.get_ref()),
            Err(TryLockError::WouldBlock) => shown.field("data", &format_args!("<locked>")),
        };
        shown.field("poisoned", &self.poisoned.load(Relaxed)).finish_non_exhaustive()
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.used.look();
        // SAFETY: the guard holds the lock, so nobody writes.
        unsafe { self.data.as_ref() }
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.used.look();
        // SAFETY: the guard holds the lock.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.used.change();
        // SAFETY: the guard holds the lock alone, and is borrowed exclusively.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        let mut holds = rt::Value::None;
        // A reader's panic poisons nothing.
        self.raw.unlock(Access::Read, self.taken, || {
            // SAFETY: made for this type in `RwLock::new`, and the lock keeps writers away.
            holds = unsafe { self.peek.at(self.data.as_ptr().cast()) };
        });
        guarded::tell(self.raw.id(), holds, self.used.access());
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        let poisons = !self.panicking && rt::panicking();
        let mut holds = rt::Value::None;
        self.lock.raw.unlock(Access::Write, self.taken, || {
            if poisons {
                self.lock.poisoned.store(true, Relaxed);
            }
            holds = self.lock.holds();
        });
        guarded::tell(self.lock.raw.id(), holds, self.used.access());
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
