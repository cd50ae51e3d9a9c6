//! `Mutex`, as the real one is made: a semaphore with one permit, and the data beside it. Who waits is served in
//! order; a panic does not poison.

use std::cell::UnsafeCell;
use std::fmt;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::Arc;

use model::rt::statics::Snapshot;
use model::rt::{self, Loc, Touched};
pub use tokio::sync::TryLockError;

use super::semaphore::Line;
use crate::exec;

/// A lock that is waited for with `.await`, and may be held across one.
pub struct Mutex<T: ?Sized> {
    line: Line,
    initially: Snapshot,
    data: UnsafeCell<T>,
}

// SAFETY: as in the real tokio: the lock lets one task at a time at the data, so it may be shared when the data may
// be sent.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}

impl<T> Mutex<T> {
    /// A lock that nobody holds.
    #[track_caller]
    pub fn new(t: T) -> Mutex<T> {
        Mutex {
            line: Line::new("tokio Mutex", 1),
            initially: Snapshot::new(),
            data: UnsafeCell::new(t),
        }
    }

    /// A lock that nobody holds, for a static.
    #[track_caller]
    pub const fn const_new(t: T) -> Mutex<T> {
        Mutex {
            line: Line::const_new("tokio Mutex", 1),
            initially: Snapshot::new(),
            data: UnsafeCell::new(t),
        }
    }

    /// The data.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// A static's data is put back when an execution first touches it.
    fn settle(&self) {
        let touched = self.line.object.touched();
        if touched != Touched::InThisExecution {
            // SAFETY: nobody holds the lock in this execution, because nobody has touched it.
            unsafe { self.initially.settle(touched, self.data.get()) };
            self.line.settle();
        }
    }

    async fn taken(&self, op: &'static str, loc: Loc) {
        self.settle();
        let taken = self.line.acquire(1, op, loc).await;
        assert!(taken.is_ok(), "nobody closes a lock");
        rt::task::holds(self.line.object.id());
    }

    fn try_take(&self, op: &'static str, loc: Loc) -> Result<(), TryLockError> {
        self.settle();
        self.line.try_acquire(1, op, loc).map_err(|_| super::try_lock_error())?;
        rt::task::holds(self.line.object.id());
        Ok(())
    }

    fn leave(&self, loc: Loc) {
        rt::task::lets_go(self.line.object.id());
        self.line.release(1, "unlock", loc);
    }

    /// Waits for the lock.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = MutexGuard<'_, T>> {
        let taken = Location::caller();
        async move {
            self.taken("lock", taken).await;
            MutexGuard { lock: self, taken }
        }
    }

    /// Waits for the lock by blocking this thread.
    #[track_caller]
    pub fn blocking_lock(&self) -> MutexGuard<'_, T> {
        exec::blocking(self.lock())
    }

    /// Takes the lock if it is free.
    #[track_caller]
    pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {
        let taken = Location::caller();
        self.try_take("try_lock", taken)?;
        Ok(MutexGuard { lock: self, taken })
    }

    /// Waits for the lock; the guard borrows nothing.
    #[track_caller]
    pub fn lock_owned(self: Arc<Self>) -> impl Future<Output = OwnedMutexGuard<T>> {
        let taken = Location::caller();
        async move {
            self.taken("lock_owned", taken).await;
            OwnedMutexGuard { lock: self, taken }
        }
    }

    /// Waits for the lock by blocking this thread; the guard borrows nothing.
    #[track_caller]
    pub fn blocking_lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {
        exec::blocking(self.lock_owned())
    }

    /// Takes the lock if it is free; the guard borrows nothing.
    #[track_caller]
    pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError> {
        let taken = Location::caller();
        self.try_take("try_lock_owned", taken)?;
        Ok(OwnedMutexGuard { lock: self, taken })
    }

    /// The data, for whoever has the lock to themselves.
    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(t: T) -> Mutex<T> {
        Mutex::new(t)
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
            Err(_) => shown.field("data", &format_args!("<locked>")),
        };
        shown.finish()
    }
}

/// The right to the data, until it is dropped.
#[must_use = "if unused the Mutex will immediately unlock"]
#[clippy::has_significant_drop]
pub struct MutexGuard<'a, T: ?Sized> {
    lock: &'a Mutex<T>,
    taken: Loc,
}

/// The right to the data, which borrows nothing.
#[clippy::has_significant_drop]
pub struct OwnedMutexGuard<T: ?Sized> {
    lock: Arc<Mutex<T>>,
    taken: Loc,
}

// SAFETY: a shared guard gives shared access to the data only. It may be sent, with the data, because it belongs
// to no thread.
unsafe impl<T: ?Sized + Send + Sync> Sync for MutexGuard<'_, T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Send + Sync> Sync for OwnedMutexGuard<T> {}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// The lock.
    pub fn mutex(this: &Self) -> &'a Mutex<T> {
        this.lock
    }
}

impl<T: ?Sized> OwnedMutexGuard<T> {
    /// The lock.
    pub fn mutex(this: &Self) -> &Arc<Mutex<T>> {
        &this.lock
    }
}

macro_rules! guard {
    ($($guard:ident<$($lifetime:lifetime,)? T>),*) => {$(
        impl<T: ?Sized> Deref for $guard<$($lifetime,)? T> {
            type Target = T;
            fn deref(&self) -> &T {
                // SAFETY: the guard holds the lock.
                unsafe { &*self.lock.data.get() }
            }
        }

        impl<T: ?Sized> DerefMut for $guard<$($lifetime,)? T> {
            fn deref_mut(&mut self) -> &mut T {
                // SAFETY: the guard holds the lock, and is borrowed exclusively.
                unsafe { &mut *self.lock.data.get() }
            }
        }

        impl<T: ?Sized> Drop for $guard<$($lifetime,)? T> {
            fn drop(&mut self) {
                self.lock.leave(self.taken);
            }
        }

        impl<T: ?Sized + fmt::Debug> fmt::Debug for $guard<$($lifetime,)? T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }

        impl<T: ?Sized + fmt::Display> fmt::Display for $guard<$($lifetime,)? T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
    )*};
}

guard!(MutexGuard<'_, T>, OwnedMutexGuard<T>);
