//! `tokio::task`.

mod error;
mod join_handle;
mod join_set;
mod yield_now;

use std::future::Future;
use std::panic::Location;

use crate::exec;

pub use error::JoinError;
pub use join_handle::{AbortHandle, Id, JoinHandle, id, try_id};
pub use join_set::JoinSet;
pub use yield_now::yield_now;

/// Starts a task in the runtime that this thread is in.
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    JoinHandle::new(exec::current().spawn(future, None, Location::caller()))
}

/// Runs a closure where it may block.
#[track_caller]
pub fn spawn_blocking<F, R>(f: F) -> JoinHandle<R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    JoinHandle::new(exec::spawn_blocking(&exec::current(), f, None, Location::caller()))
}

/// For model-tokio-util: the end of a task.
#[doc(hidden)]
pub fn end_of<T>(handle: &JoinHandle<T>) -> std::sync::Arc<exec::End> {
    handle.end().clone()
}
