//! Whoever comes draws a number, and waits until it is served: a lock that is fair.

use std::cell::UnsafeCell;
use std::hint;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct SpinLock<T> {
    drawn: AtomicUsize,
    served: AtomicUsize,
    value: UnsafeCell<T>,
}

unsafe impl<T: Send> Sync for SpinLock<T> {}

pub struct Guard<'a, T> {
    lock: &'a SpinLock<T>,
    number: usize,
}

unsafe impl<T: Sync> Sync for Guard<'_, T> {}

impl<T> SpinLock<T> {
    pub const fn new(value: T) -> SpinLock<T> {
        let (drawn, served) = (AtomicUsize::new(0), AtomicUsize::new(0));
        SpinLock { drawn, served, value: UnsafeCell::new(value) }
    }

    pub fn lock(&self) -> Guard<'_, T> {
        let number = self.drawn.fetch_add(1, Ordering::Relaxed);
        while self.served.load(Ordering::Acquire) != number {
            hint::spin_loop();
        }
        Guard { lock: self, number }
    }

    pub fn try_lock(&self) -> Option<Guard<'_, T>> {
        // Draw only if the next number is the one that is served.
        let number = self.served.load(Ordering::Acquire);
        self.drawn
            .compare_exchange(number, number.wrapping_add(1), Ordering::Relaxed, Ordering::Relaxed)
            .ok()
            .map(|number| Guard { lock: self, number })
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard's number is being served, and there is one of it.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard's number is being served, and there is one of it.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        self.lock.served.store(self.number.wrapping_add(1), Ordering::Release);
    }
}
