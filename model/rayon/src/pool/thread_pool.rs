//! `ThreadPool`, and the functions that use the current pool.

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use super::registry::{self, Registry};
use super::scope::{self, Scope, ScopeFifo};
use super::{both, current, in_worker, works_for};

/// Two closures, possibly at the same time; returns when both are done.
#[track_caller]
pub fn join<A, B, RA, RB>(oper_a: A, oper_b: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    let loc = Location::caller();
    in_worker("join", loc, || both("join", loc, oper_a, oper_b))
}

/// A job that nobody waits for.
#[track_caller]
pub fn spawn<F>(func: F)
where
    F: FnOnce() + Send + 'static,
{
    let loc = Location::caller();
    current(loc).spawn(loc, None, func);
}

/// As `spawn`; of those that one worker spawns so, the first one is begun first.
#[track_caller]
pub fn spawn_fifo<F>(func: F)
where
    F: FnOnce() + Send + 'static,
{
    let loc = Location::caller();
    let registry = current(loc);
    registry.spawn(loc, registry.my_fifo().as_ref(), func);
}

/// How many threads the current pool was built for.
pub fn current_num_threads() -> usize {
    match works_for() {
        Some((registry, _)) => registry.threads,
        None => super::known(|known| known.global.as_ref().map(|registry| registry.threads))
            .unwrap_or(registry::DEFAULT_THREADS),
    }
}

/// The number of this worker in its pool.
pub fn current_thread_index() -> Option<usize> {
    works_for().map(|(_, index)| index)
}

/// A pool of one's own. When it is dropped, its workers end as soon as nothing is left to do.
pub struct ThreadPool {
    pub(super) registry: Arc<Registry>,
}

impl ThreadPool {
    /// Runs `op` in this pool, and whatever in it asks for the current pool.
    #[track_caller]
    pub fn install<OP, R>(&self, op: OP) -> R
    where
        OP: FnOnce() -> R + Send,
        R: Send,
    {
        self.registry.run_inside("install", Location::caller(), op)
    }

    /// `join` in this pool.
    #[track_caller]
    pub fn join<A, B, RA, RB>(&self, oper_a: A, oper_b: B) -> (RA, RB)
    where
        A: FnOnce() -> RA + Send,
        B: FnOnce() -> RB + Send,
        RA: Send,
        RB: Send,
    {
        let loc = Location::caller();
        self.registry.run_inside("join", loc, || both("join", loc, oper_a, oper_b))
    }

    /// `scope` in this pool.
    #[track_caller]
    pub fn scope<'scope, OP, R>(&self, op: OP) -> R
    where
        OP: FnOnce(&Scope<'scope>) -> R + Send,
        R: Send,
    {
        let loc = Location::caller();
        self.registry.run_inside("scope", loc, || scope::run(&self.registry, loc, op))
    }

    /// `scope_fifo` in this pool.
    #[track_caller]
    pub fn scope_fifo<'scope, OP, R>(&self, op: OP) -> R
    where
        OP: FnOnce(&ScopeFifo<'scope>) -> R + Send,
        R: Send,
    {
        let loc = Location::caller();
        self.registry.run_inside("scope_fifo", loc, || scope::run_fifo(&self.registry, loc, op))
    }

    /// A scope whose jobs run in this pool, and its own closure here.
    #[track_caller]
    pub fn in_place_scope<'scope, OP, R>(&self, op: OP) -> R
    where
        OP: FnOnce(&Scope<'scope>) -> R,
    {
        scope::run(&self.registry, Location::caller(), op)
    }

    /// As `in_place_scope`, for a `ScopeFifo`.
    #[track_caller]
    pub fn in_place_scope_fifo<'scope, OP, R>(&self, op: OP) -> R
    where
        OP: FnOnce(&ScopeFifo<'scope>) -> R,
    {
        scope::run_fifo(&self.registry, Location::caller(), op)
    }

    /// `spawn` in this pool.
    #[track_caller]
    pub fn spawn<OP>(&self, op: OP)
    where
        OP: FnOnce() + Send + 'static,
    {
        self.registry.spawn(Location::caller(), None, op);
    }

    /// `spawn_fifo` in this pool.
    #[track_caller]
    pub fn spawn_fifo<OP>(&self, op: OP)
    where
        OP: FnOnce() + Send + 'static,
    {
        let fifo = self.registry.my_fifo();
        self.registry.spawn(Location::caller(), fifo.as_ref(), op);
    }

    /// How many threads it was built for.
    pub fn current_num_threads(&self) -> usize {
        self.registry.threads
    }

    /// The number of this thread, if it is a worker of this pool.
    pub fn current_thread_index(&self) -> Option<usize> {
        works_for()
            .filter(|(registry, _)| Arc::ptr_eq(registry, &self.registry))
            .map(|(_, index)| index)
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.registry.close();
    }
}

impl fmt::Debug for ThreadPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ThreadPool")
            .field("num_threads", &self.current_num_threads())
            .finish_non_exhaustive()
    }
}
