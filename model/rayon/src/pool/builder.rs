//! `ThreadPoolBuilder`.

use std::error::Error;
use std::fmt;
use std::panic::Location;

use super::registry::{DEFAULT_THREADS, Namer, Registry};
use super::set_global;
use super::thread_pool::ThreadPool;

/// How a pool is to be.
#[derive(Default)]
pub struct ThreadPoolBuilder {
    num_threads: usize,
    namer: Option<Namer>,
}

/// Why there is no pool.
#[derive(Debug)]
pub struct ThreadPoolBuildError(());

impl ThreadPoolBuilder {
    /// As many threads as the machine has.
    pub fn new() -> ThreadPoolBuilder {
        ThreadPoolBuilder::default()
    }

    /// So many threads; 0 for as many as the machine has.
    pub fn num_threads(mut self, num_threads: usize) -> ThreadPoolBuilder {
        self.num_threads = num_threads;
        self
    }

    /// What each thread is called.
    pub fn thread_name<F>(mut self, closure: F) -> ThreadPoolBuilder
    where
        F: FnMut(usize) -> String + 'static,
    {
        self.namer = Some(Box::new(closure));
        self
    }

    /// Stacks of the model are as they are.
    pub fn stack_size(self, _stack_size: usize) -> ThreadPoolBuilder {
        self
    }

    fn threads(&self) -> usize {
        if self.num_threads == 0 { DEFAULT_THREADS } else { self.num_threads }
    }

    /// The pool.
    #[track_caller]
    pub fn build(self) -> Result<ThreadPool, ThreadPoolBuildError> {
        let registry = Registry::new(self.threads(), self.namer, Location::caller());
        Ok(ThreadPool { registry })
    }

    /// Makes it the pool of all who name none; too late once there is one.
    #[track_caller]
    pub fn build_global(self) -> Result<(), ThreadPoolBuildError> {
        let registry = Registry::new(self.threads(), self.namer, Location::caller());
        set_global(registry).map_err(ThreadPoolBuildError)
    }
}

impl fmt::Debug for ThreadPoolBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ThreadPoolBuilder")
            .field("num_threads", &self.num_threads)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ThreadPoolBuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The global thread pool has already been initialized.")
    }
}

impl Error for ThreadPoolBuildError {}
