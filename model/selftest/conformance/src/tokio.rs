//! `tokio`.

use std::future::Future;
use std::task::{Context, Poll, Waker};

use tokio::runtime::{Builder, Runtime};

use crate::Case;

mod channels;
mod runtime;
mod sync;
mod task;
mod time;

pub fn cases() -> Vec<Case> {
    [channels::cases(), runtime::cases(), sync::cases(), task::cases(), time::cases()].concat()
}

/// Runs a future on two workers.
pub(crate) fn run<F: Future>(future: F) -> F::Output {
    runtime().block_on(future)
}

pub(crate) fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("it can be built")
}

/// Runs a future and its tasks on this thread.
pub(crate) fn alone<F: Future>(future: F) -> F::Output {
    Builder::new_current_thread().enable_all().build().expect("it can be built").block_on(future)
}

/// Polls once, with a waker that does nothing.
pub(crate) fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    std::pin::Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}
