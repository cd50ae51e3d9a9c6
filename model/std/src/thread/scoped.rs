//! `std::thread::scope`, with the real one's lifetimes: what a scoped thread borrows lives until the
//! scope has waited for all of them.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, io};

use model::rt::{self, Event};

use super::{Builder, Result, Started, Thread, start};

/// What a scope knows of its threads. Real types: they are used between two steps.
pub(super) struct Shared {
    threads: Mutex<Vec<usize>>,
    panicked: AtomicBool,
}

impl Shared {
    pub(super) fn started(&self, thread: usize) {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
    }

    pub(super) fn somebody_panicked(&self) {
        self.panicked.store(true, Relaxed);
    }

    fn thread(&self, i: usize) -> Option<usize> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner).get(i).copied()
    }
}

/// A scope to start threads in.
pub struct Scope<'scope, 'env: 'scope> {
    shared: Arc<Shared>,
    // Invariant, as in the real one: a scope can be neither shortened nor stretched.
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

/// An owned right to join a scoped thread.
pub struct ScopedJoinHandle<'scope, T>(Started<T>, PhantomData<&'scope ()>);

// SAFETY: as for `JoinHandle`.
unsafe impl<T: Send> Send for ScopedJoinHandle<'_, T> {}
// SAFETY: as for `JoinHandle`.
unsafe impl<T: Send> Sync for ScopedJoinHandle<'_, T> {}

/// Calls `f` with a scope, and waits for every thread started in it, also when `f` panics.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let loc = Location::caller();
    let shared =
        Arc::new(Shared { threads: Mutex::new(Vec::new()), panicked: AtomicBool::new(false) });
    let scope = Scope { shared: shared.clone(), scope: PhantomData, env: PhantomData };
    let result = rt::catch(|| f(&scope));
    // A scoped thread may start others while we wait.
    let mut next = 0;
    while let Some(thread) = shared.thread(next) {
        rt::thread::join(thread, "end of scope", loc);
        next += 1;
    }
    rt::log(Event::new("end of scope", loc));
    match result {
        Err(payload) => rt::resume(payload),
        Ok(_) if shared.panicked.load(Relaxed) => panic!("a scoped thread panicked"),
        Ok(value) => value,
    }
}

impl<'scope, 'env> Scope<'scope, 'env> {
    /// Starts a thread that the scope will wait for.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        // SAFETY: `scope` returns only after the thread has ended.
        let started = unsafe { start(f, Some(self.shared.clone()), None, Location::caller()) };
        ScopedJoinHandle(started, PhantomData)
    }
}

impl Builder {
    /// Starts it in a scope.
    #[track_caller]
    pub fn spawn_scoped<'scope, 'env, F, T>(
        self,
        scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        // SAFETY: `scope` returns only after the thread has ended.
        let started =
            unsafe { start(f, Some(scope.shared.clone()), self.name, Location::caller()) };
        Ok(ScopedJoinHandle(started, PhantomData))
    }
}

impl<'scope, T> ScopedJoinHandle<'scope, T> {
    /// Waits for the thread to end, and takes its result.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.0.join(Location::caller())
    }

    /// The thread.
    pub fn thread(&self) -> &Thread {
        &self.0.thread
    }

    /// Whether the thread has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        rt::thread::is_finished(self.0.thread.0.index, Location::caller())
    }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}
