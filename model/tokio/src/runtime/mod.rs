//! `tokio::runtime`.

mod builder;

use std::fmt;
use std::future::Future;
use std::io;
use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use crate::exec::{self, Entered, Flavor, Shared};
use crate::task::JoinHandle;

pub use builder::Builder;

/// Runs tasks until it is dropped; then they end at their next `.await`.
pub struct Runtime {
    handle: Handle,
}

/// A way to a runtime.
#[derive(Clone)]
pub struct Handle {
    pub(crate) shared: Arc<Shared>,
}

/// Inside of a runtime, until it is dropped.
#[must_use = "Creating and dropping a guard does nothing"]
pub struct EnterGuard<'a> {
    _entered: Entered,
    handle: std::marker::PhantomData<&'a Handle>,
}

/// The kind of a runtime.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuntimeFlavor {
    /// Whoever is in `block_on` polls the tasks.
    CurrentThread,
    /// Workers do.
    MultiThread,
}

impl Runtime {
    /// With workers and timers.
    #[track_caller]
    pub fn new() -> io::Result<Runtime> {
        Builder::new_multi_thread().enable_all().build()
    }

    /// A way to it.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Starts a task.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.handle.spawn(future)
    }

    /// Runs a closure where it may block.
    #[track_caller]
    pub fn spawn_blocking<F, R>(&self, func: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        self.handle.spawn_blocking(func)
    }

    /// Runs a future to its end, on this thread.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.handle.shared.block_on(future)
    }

    /// Inside of it from here on.
    pub fn enter(&self) -> EnterGuard<'_> {
        self.handle.enter()
    }

    /// As dropping it, without waiting for longer than this.
    #[track_caller]
    pub fn shutdown_timeout(self, duration: Duration) {
        self.handle.shared.shut_down(false, Location::caller());
        let _ = duration;
    }

    /// As dropping it, without waiting.
    #[track_caller]
    pub fn shutdown_background(self) {
        self.handle.shared.shut_down(false, Location::caller());
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        self.handle.shared.drop_runtime();
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime").finish_non_exhaustive()
    }
}

impl Handle {
    /// The runtime that this thread is in.
    #[track_caller]
    pub fn current() -> Handle {
        Handle { shared: exec::current() }
    }

    /// The runtime that this thread is in, if there is one.
    pub fn try_current() -> Result<Handle, TryCurrentError> {
        exec::entered().map(|shared| Handle { shared }).ok_or(TryCurrentError(()))
    }

    /// Starts a task.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        JoinHandle::new(self.shared.spawn(future, None, Location::caller()))
    }

    /// Runs a closure where it may block.
    #[track_caller]
    pub fn spawn_blocking<F, R>(&self, func: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        JoinHandle::new(exec::spawn_blocking(&self.shared, func, None, Location::caller()))
    }

    /// Runs a future to its end, on this thread. Does not run the tasks of a `current_thread` runtime.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.shared.block_on_aside(future)
    }

    /// Inside of it from here on.
    pub fn enter(&self) -> EnterGuard<'_> {
        EnterGuard { _entered: exec::enter(&self.shared), handle: std::marker::PhantomData }
    }

    /// Its kind.
    pub fn runtime_flavor(&self) -> RuntimeFlavor {
        match self.shared.flavor {
            Flavor::CurrentThread => RuntimeFlavor::CurrentThread,
            Flavor::MultiThread(_) => RuntimeFlavor::MultiThread,
        }
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

impl fmt::Debug for EnterGuard<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnterGuard").finish_non_exhaustive()
    }
}

/// This thread is in no runtime.
#[derive(Debug)]
pub struct TryCurrentError(());

impl TryCurrentError {
    /// Always.
    pub fn is_missing_context(&self) -> bool {
        true
    }

    /// Never.
    pub fn is_thread_local_destroyed(&self) -> bool {
        false
    }
}

impl fmt::Display for TryCurrentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "there is no reactor running, must be called from the context of a Tokio 1.x runtime",
        )
    }
}

impl std::error::Error for TryCurrentError {}
