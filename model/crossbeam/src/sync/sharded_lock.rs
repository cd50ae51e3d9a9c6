//! `ShardedLock`: an `RwLock` whose readers do not get in each other's way.
//!
//! It behaves as an `RwLock`, and here it is one: that it is divided is a matter of speed. A writer takes the real one's
//! shards one after the other, so that some readers may still come in while it waits and others may not;
//! that is open in an `RwLock`, too, and explored.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};

use model_std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A lock around data that many may read at once.
pub struct ShardedLock<T: ?Sized> {
    lock: RwLock<T>,
}

/// The right to read, until it is dropped.
pub struct ShardedLockReadGuard<'a, T: ?Sized> {
    lock: &'a ShardedLock<T>,
    guard: RwLockReadGuard<'a, T>,
}

/// The right to read and write, until it is dropped.
pub struct ShardedLockWriteGuard<'a, T: ?Sized> {
    lock: &'a ShardedLock<T>,
    guard: RwLockWriteGuard<'a, T>,
}

impl<T> ShardedLock<T> {
    /// A lock that nobody holds.
    #[track_caller]
    pub fn new(value: T) -> ShardedLock<T> {
        ShardedLock { lock: RwLock::__of_kind("ShardedLock", value) }
    }

    /// The data.
    pub fn into_inner(self) -> LockResult<T> {
        self.lock.into_inner()
    }
}

impl<T: ?Sized> ShardedLock<T> {
    /// Whether somebody panicked while writing.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        self.lock.is_poisoned()
    }

    /// The data, for whoever has the lock to themselves.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.lock.get_mut()
    }

    /// Waits until nobody writes.
    #[track_caller]
    pub fn read(&self) -> LockResult<ShardedLockReadGuard<'_, T>> {
        or_poisoned(self.lock.read(), |guard| ShardedLockReadGuard { lock: self, guard })
    }

    /// Waits until nobody reads or writes.
    #[track_caller]
    pub fn write(&self) -> LockResult<ShardedLockWriteGuard<'_, T>> {
        or_poisoned(self.lock.write(), |guard| ShardedLockWriteGuard { lock: self, guard })
    }

    /// The right to read, if nobody is in the way.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<ShardedLockReadGuard<'_, T>> {
        or_in_the_way(self.lock.try_read(), |guard| ShardedLockReadGuard { lock: self, guard })
    }

    /// The right to write, if nobody is in the way.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<ShardedLockWriteGuard<'_, T>> {
        or_in_the_way(self.lock.try_write(), |guard| ShardedLockWriteGuard { lock: self, guard })
    }
}

fn or_poisoned<G, H>(guard: LockResult<G>, f: impl FnOnce(G) -> H) -> LockResult<H> {
    match guard {
        Ok(guard) => Ok(f(guard)),
        Err(poisoned) => Err(PoisonError::new(f(poisoned.into_inner()))),
    }
}

fn or_in_the_way<G, H>(guard: TryLockResult<G>, f: impl FnOnce(G) -> H) -> TryLockResult<H> {
    match guard {
        Ok(guard) => Ok(f(guard)),
        Err(TryLockError::Poisoned(poisoned)) => {
            Err(TryLockError::Poisoned(PoisonError::new(f(poisoned.into_inner()))))
        }
        Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
    }
}

impl<T: Default> Default for ShardedLock<T> {
    #[track_caller]
    fn default() -> ShardedLock<T> {
        ShardedLock::new(T::default())
    }
}

impl<T> From<T> for ShardedLock<T> {
    #[track_caller]
    fn from(value: T) -> ShardedLock<T> {
        ShardedLock::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for ShardedLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("ShardedLock");
        match self.lock.try_read() {
            Ok(guard) => shown.field("data", &&*guard),
            Err(TryLockError::Poisoned(error)) => shown.field("data", &&**error.get_ref()),
            Err(TryLockError::WouldBlock) => shown.field("data", &format_args!("<locked>")),
        };
        shown.finish()
    }
}

impl<T: ?Sized> Deref for ShardedLockReadGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.guard
    }
}

impl<T: ?Sized> Deref for ShardedLockWriteGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.guard
    }
}

impl<T: ?Sized> DerefMut for ShardedLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.guard
    }
}

impl<T: fmt::Debug> fmt::Debug for ShardedLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ShardedLockReadGuard").field("lock", &self.lock).finish()
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for ShardedLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: fmt::Debug> fmt::Debug for ShardedLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ShardedLockWriteGuard").field("lock", &self.lock).finish()
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for ShardedLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
