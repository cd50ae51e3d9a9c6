//! # A lock made of one bool
//!
//! A driver shares a few counters with code that must not sleep, so a `Mutex` will not do: it may put its
//! thread to sleep. Somebody has written a lock that turns in a loop until it is free. It has passed
//! every test. Now the counters are wrong, on one type of machine more than on others.
//!
//! In Go one would be told not to do this, and rightly: a goroutine that turns in a loop keeps a processor
//! from others. So it is in Rust, outside of kernels. This one is here because it shows what every lock is
//! made of: one step that takes it, one pair of orderings, and three lines of `unsafe` for which *you* answer.
//!
//! Before you edit: the holder writes the value and unlocks; the next one locks and reads. Name the
//! store and the load that make the one come before the other.
//!
//! What must hold:
//!
//! - Keep the names and signatures. `SpinLock::new` stays `const`: a lock may be a `static`.
//! - `lock()` waits until the lock is free, and takes it. While it turns it says so, with `hint::spin_loop()` in the loop,
//!   so that others get on. `try_lock()` does not wait: `None` if it is taken, and then nothing has changed for whoever has
//!   it.
//! - It is taken as long as the guard lives, and free when that has ended, by a panic, too. (Nothing is
//!   poisoned.) Never are there two guards. Whoever has one sees all that was done under the earlier ones.
//! - Locking and unlocking is all the synchronisation there is: two uses of the value by two threads never overlap.
//! - Threads may share a lock **only if** its value may be *sent* from one to the other; what may not, an `Rc`
//!   for instance, **must not compile**. And they may share a *guard* only if they may share the value.
//!
//! `unsafe` is allowed in this exercise, and only in this one and its kin. (Your tests cannot show most of what can go
//! wrong here. The model can: it knows of each use of an `UnsafeCell`.)

use std::cell::UnsafeCell;
use std::hint;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};

/// A value, and a bool that says whether somebody has it.
pub struct SpinLock<T> {
    taken: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: TODO: for every `T`? What happens to the value when the lock goes from thread to thread?
unsafe impl<T> Sync for SpinLock<T> {}

/// As long as it lives the lock is taken.
// TODO: a guard is `Sync` if its fields are: if `&SpinLock<T>` is. Is that the same question as whether `&T` may be shared?
pub struct Guard<'a, T> {
    lock: &'a SpinLock<T>,
}

impl<T> SpinLock<T> {
    /// A free lock around `value`.
    pub const fn new(value: T) -> SpinLock<T> {
        SpinLock { taken: AtomicBool::new(false), value: UnsafeCell::new(value) }
    }

    /// Waits until the lock is free, and takes it.
    pub fn lock(&self) -> Guard<'_, T> {
        // TODO: who can come between these two steps? And what does this thread know of what the last holder has written?
        while self.taken.load(Ordering::Relaxed) {
            hint::spin_loop();
        }
        self.taken.store(true, Ordering::Relaxed);
        Guard { lock: self }
    }

    /// Takes the lock if it is free.
    pub fn try_lock(&self) -> Option<Guard<'_, T>> {
        if self.taken.load(Ordering::Relaxed) {
            return None;
        }
        self.taken.store(true, Ordering::Relaxed);
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
        // TODO: what goes along with this store?
        self.lock.taken.store(false, Ordering::Relaxed);
    }
}
