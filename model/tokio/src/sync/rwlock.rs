//! `RwLock`, as the real one is made: a semaphore with a permit for each reader, of which a writer takes all. Who
//! waits is served in order, so that readers do not overtake a writer; a panic does not poison.

use std::cell::UnsafeCell;
use std::fmt;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::Arc;

use model::rt::statics::Snapshot;
use model::rt::{self, Loc, Touched};

use super::TryLockError;
use super::semaphore::Line;
use crate::exec;

/// As many may read at once.
const MAX_READS: u32 = u32::MAX >> 3;

/// A lock that many may read, or one may write.
pub struct RwLock<T: ?Sized> {
    line: Line,
    max_reads: u32,
    initially: Snapshot,
    data: UnsafeCell<T>,
}

// SAFETY: as in the real tokio: the data is sent to whoever writes.
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
// SAFETY: … and shared by those who read.
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}

impl<T> RwLock<T> {
    /// A lock that nobody holds.
    #[track_caller]
    pub fn new(value: T) -> RwLock<T> {
        RwLock::with_max_readers(value, MAX_READS)
    }

    /// A lock that so many may read at once.
    #[track_caller]
    pub fn with_max_readers(value: T, max_reads: u32) -> RwLock<T> {
        assert!(
            max_reads <= MAX_READS,
            "a RwLock may not be created with more than {MAX_READS} readers"
        );
        RwLock {
            line: Line::new("tokio RwLock", max_reads as usize),
            max_reads,
            initially: Snapshot::new(),
            data: UnsafeCell::new(value),
        }
    }

    /// A lock that nobody holds, for a static.
    #[track_caller]
    pub const fn const_new(value: T) -> RwLock<T> {
        RwLock::const_with_max_readers(value, MAX_READS)
    }

    /// A lock that so many may read at once, for a static.
    #[track_caller]
    pub const fn const_with_max_readers(value: T, max_reads: u32) -> RwLock<T> {
        assert!(max_reads <= MAX_READS);
        RwLock {
            line: Line::const_new("tokio RwLock", max_reads as usize),
            max_reads,
            initially: Snapshot::new(),
            data: UnsafeCell::new(value),
        }
    }

    /// The data.
    pub fn into_inner(self) -> T {
        self.data.into_inner()
    }
}

impl<T: ?Sized> RwLock<T> {
    /// A static's data is put back when an execution first touches it.
    fn settle(&self) {
        let touched = self.line.object.touched();
        if touched != Touched::InThisExecution {
            // SAFETY: nobody holds the lock in this execution, because nobody has touched it.
            unsafe { self.initially.settle(touched, self.data.get()) };
            self.line.settle();
        }
    }

    async fn reading(&self, op: &'static str, loc: Loc) {
        self.settle();
        let taken = self.line.acquire(1, op, loc).await;
        assert!(taken.is_ok(), "nobody closes a lock");
        rt::task::reads(self.line.object.id());
    }

    async fn writing(&self, op: &'static str, loc: Loc) {
        self.settle();
        let taken = self.line.acquire(self.max_reads, op, loc).await;
        assert!(taken.is_ok(), "nobody closes a lock");
        rt::task::holds(self.line.object.id());
    }

    fn try_reading(&self, op: &'static str, loc: Loc) -> Result<(), TryLockError> {
        self.settle();
        self.line.try_acquire(1, op, loc).map_err(|_| super::try_lock_error())?;
        rt::task::reads(self.line.object.id());
        Ok(())
    }

    fn try_writing(&self, op: &'static str, loc: Loc) -> Result<(), TryLockError> {
        self.settle();
        self.line.try_acquire(self.max_reads, op, loc).map_err(|_| super::try_lock_error())?;
        rt::task::holds(self.line.object.id());
        Ok(())
    }

    fn read_no_more(&self, loc: Loc) {
        rt::task::reads_no_more(self.line.object.id());
        self.line.release(1, "unlock", loc);
    }

    fn write_no_more(&self, loc: Loc) {
        rt::task::lets_go(self.line.object.id());
        self.line.release(self.max_reads as usize, "unlock", loc);
    }

    fn write_and_read(&self, loc: Loc) {
        rt::task::lets_go(self.line.object.id());
        rt::task::reads(self.line.object.id());
        self.line.release(self.max_reads as usize - 1, "downgrade", loc);
    }

    /// Waits until it may be read.
    #[track_caller]
    pub fn read(&self) -> impl Future<Output = RwLockReadGuard<'_, T>> {
        let taken = Location::caller();
        async move {
            self.reading("read", taken).await;
            RwLockReadGuard { lock: self, taken }
        }
    }

    /// Waits until it may be written.
    #[track_caller]
    pub fn write(&self) -> impl Future<Output = RwLockWriteGuard<'_, T>> {
        let taken = Location::caller();
        async move {
            self.writing("write", taken).await;
            RwLockWriteGuard { lock: self, taken }
        }
    }

    /// Waits until it may be read, by blocking this thread.
    #[track_caller]
    pub fn blocking_read(&self) -> RwLockReadGuard<'_, T> {
        exec::blocking(self.read())
    }

    /// Waits until it may be written, by blocking this thread.
    #[track_caller]
    pub fn blocking_write(&self) -> RwLockWriteGuard<'_, T> {
        exec::blocking(self.write())
    }

    /// The right to read, if it can be had at once.
    #[track_caller]
    pub fn try_read(&self) -> Result<RwLockReadGuard<'_, T>, TryLockError> {
        let taken = Location::caller();
        self.try_reading("try_read", taken)?;
        Ok(RwLockReadGuard { lock: self, taken })
    }

    /// The right to write, if it can be had at once.
    #[track_caller]
    pub fn try_write(&self) -> Result<RwLockWriteGuard<'_, T>, TryLockError> {
        let taken = Location::caller();
        self.try_writing("try_write", taken)?;
        Ok(RwLockWriteGuard { lock: self, taken })
    }

    /// Waits until it may be read; the guard borrows nothing.
    #[track_caller]
    pub fn read_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockReadGuard<T>> {
        let taken = Location::caller();
        async move {
            self.reading("read_owned", taken).await;
            OwnedRwLockReadGuard { lock: self, taken }
        }
    }

    /// Waits until it may be written; the guard borrows nothing.
    #[track_caller]
    pub fn write_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockWriteGuard<T>> {
        let taken = Location::caller();
        async move {
            self.writing("write_owned", taken).await;
            OwnedRwLockWriteGuard { lock: self, taken }
        }
    }

    /// The right to read, if it can be had at once; the guard borrows nothing.
    #[track_caller]
    pub fn try_read_owned(self: Arc<Self>) -> Result<OwnedRwLockReadGuard<T>, TryLockError> {
        let taken = Location::caller();
        self.try_reading("try_read_owned", taken)?;
        Ok(OwnedRwLockReadGuard { lock: self, taken })
    }

    /// The right to write, if it can be had at once; the guard borrows nothing.
    #[track_caller]
    pub fn try_write_owned(self: Arc<Self>) -> Result<OwnedRwLockWriteGuard<T>, TryLockError> {
        let taken = Location::caller();
        self.try_writing("try_write_owned", taken)?;
        Ok(OwnedRwLockWriteGuard { lock: self, taken })
    }

    /// The data, for whoever has the lock to themselves.
    pub fn get_mut(&mut self) -> &mut T {
        self.data.get_mut()
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(value: T) -> RwLock<T> {
        RwLock::new(value)
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
            Err(_) => shown.field("data", &format_args!("<locked>")),
        };
        shown.finish()
    }
}

/// The right to read, until it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
#[clippy::has_significant_drop]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    lock: &'a RwLock<T>,
    taken: Loc,
}

/// The right to write, until it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
#[clippy::has_significant_drop]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    lock: &'a RwLock<T>,
    taken: Loc,
}

/// The right to read, which borrows nothing.
#[clippy::has_significant_drop]
pub struct OwnedRwLockReadGuard<T: ?Sized> {
    lock: Arc<RwLock<T>>,
    taken: Loc,
}

/// The right to write, which borrows nothing.
#[clippy::has_significant_drop]
pub struct OwnedRwLockWriteGuard<T: ?Sized> {
    lock: Arc<RwLock<T>>,
    taken: Loc,
}

// SAFETY: as in the real tokio: a guard that only reads may be sent when the data may be shared, …
unsafe impl<T: ?Sized + Sync> Send for RwLockReadGuard<'_, T> {}
// SAFETY: … one that writes when it may be sent as well; they belong to no thread.
unsafe impl<T: ?Sized + Send + Sync> Send for RwLockWriteGuard<'_, T> {}

macro_rules! guards {
    ($($leave:ident: $guard:ident<$($lifetime:lifetime,)? T>),*) => {$(
        impl<T: ?Sized> Deref for $guard<$($lifetime,)? T> {
            type Target = T;
            fn deref(&self) -> &T {
                // SAFETY: the guard holds the lock.
                unsafe { &*self.lock.data.get() }
            }
        }

        impl<T: ?Sized> Drop for $guard<$($lifetime,)? T> {
            fn drop(&mut self) {
                self.lock.$leave(self.taken);
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

guards!(
    read_no_more: RwLockReadGuard<'_, T>,
    write_no_more: RwLockWriteGuard<'_, T>,
    read_no_more: OwnedRwLockReadGuard<T>,
    write_no_more: OwnedRwLockWriteGuard<T>
);

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the guard holds the lock as its only writer, and is borrowed exclusively.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T: ?Sized> DerefMut for OwnedRwLockWriteGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Lets others read, and goes on reading.
    pub fn downgrade(self) -> RwLockReadGuard<'a, T> {
        let (lock, taken) = (self.lock, self.taken);
        std::mem::forget(self);
        lock.write_and_read(taken);
        RwLockReadGuard { lock, taken }
    }
}

impl<T: ?Sized> OwnedRwLockWriteGuard<T> {
    /// Lets others read, and goes on reading.
    pub fn downgrade(self) -> OwnedRwLockReadGuard<T> {
        let (lock, taken) = (self.lock.clone(), self.taken);
        // Its share of the lock is dropped, the guard itself is not.
        let mut this = std::mem::ManuallyDrop::new(self);
        // SAFETY: `this` is neither dropped nor used again.
        unsafe { std::ptr::drop_in_place(&raw mut this.lock) };
        lock.write_and_read(taken);
        OwnedRwLockReadGuard { lock, taken }
    }
}
