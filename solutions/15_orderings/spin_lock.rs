//! Take in one step, with acquire; give back with release; and say which values may be locked, and which guards shared.

use std::cell::UnsafeCell;
use std::hint;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

/// A value, and a bool that says whether somebody has it.
pub struct SpinLock<T> {
    taken: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: of all the threads that share the lock one at a time has the value, so it is *handed on* and never shared. That asks for
// `Send`, and not for `Sync`: a `SpinLock<Cell<u64>>` is fine.
unsafe impl<T: Send> Sync for SpinLock<T> {}

/// As long as it lives the lock is taken.
pub struct Guard<'a, T> {
    lock: &'a SpinLock<T>,
}

// SAFETY: a shared guard gives out `&T`, to several threads at the same time. Without this line the compiler would derive it from the
// field, `&SpinLock<T>`, which asks for `T: Send` only; two threads would then have the same `&Cell`. (std's `MutexGuard` had this
// bug until 2017.)
unsafe impl<T: Sync> Sync for Guard<'_, T> {}

impl<T> SpinLock<T> {
    /// A free lock around `value`.
    pub const fn new(value: T) -> SpinLock<T> {
        SpinLock { taken: AtomicBool::new(false), value: UnsafeCell::new(value) }
    }

    /// Waits until the lock is free, and takes it.
    pub fn lock(&self) -> Guard<'_, T> {
        // `swap` asks and takes in one step: whoever gets `false` is the one who has made it `true`. It acquires what the holder
        // before has released.
        while self.taken.swap(true, Ordering::Acquire) {
            // Only look until it seems to be free. Writing again and again would take the word away from the holder's
            // processor each time. Nothing is decided here, so `Relaxed` is enough.
            while self.taken.load(Ordering::Relaxed) {
                hint::spin_loop();
            }
        }
        Guard { lock: self }
    }

    /// Takes the lock if it is free.
    pub fn try_lock(&self) -> Option<Guard<'_, T>> {
        if self.taken.swap(true, Ordering::Acquire) {
            // Not `(…).then_some(Guard { … })`: that makes the guard in any case, and dropping it would unlock somebody else's lock.
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
        // Everything done under the lock goes along with this store, to whoever's `swap` reads it.
        self.lock.taken.store(false, Ordering::Release);
    }
}
