//@ caught-by: model
//@ says: Whoever tries in vain is counted as well, until it has subtracted itself again. If the holder gives the lock back meanwhile the next one finds a number that is not 0, and nobody has the lock. Take it with `swap` or `compare_exchange`: an attempt in vain changes nothing.
//@ fails: a_vain_attempt_is_no_holder
//@ kind: assertion
//@ sort: schedule-only

use std::cell::UnsafeCell;
use std::hint;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A value, and how many have it, or try to.
pub struct SpinLock<T> {
    taken: AtomicUsize,
    value: UnsafeCell<T>,
}

// SAFETY: one thread at a time has the value.
unsafe impl<T: Send> Sync for SpinLock<T> {}

/// As long as it lives the lock is taken.
pub struct Guard<'a, T> {
    lock: &'a SpinLock<T>,
}

// SAFETY: a shared guard gives out `&T`, to several threads at the same time.
unsafe impl<T: Sync> Sync for Guard<'_, T> {}

impl<T> SpinLock<T> {
    /// A free lock around `value`.
    pub const fn new(value: T) -> SpinLock<T> {
        SpinLock { taken: AtomicUsize::new(0), value: UnsafeCell::new(value) }
    }

    /// Waits until the lock is free, and takes it.
    pub fn lock(&self) -> Guard<'_, T> {
        while self.taken.fetch_add(1, Ordering::Acquire) != 0 {
            self.taken.fetch_sub(1, Ordering::Relaxed);
            while self.taken.load(Ordering::Relaxed) != 0 {
                hint::spin_loop();
            }
        }
        Guard { lock: self }
    }

    /// Takes the lock if it is free.
    pub fn try_lock(&self) -> Option<Guard<'_, T>> {
        if self.taken.fetch_add(1, Ordering::Acquire) != 0 {
            self.taken.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        Some(Guard { lock: self })
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: there is one guard at a time, and it is borrowed for as long as the reference lives.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: there is one guard at a time, and it is borrowed mutably for as long as the reference lives.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        self.lock.taken.fetch_sub(1, Ordering::Release);
    }
}
