//! Handles that abort their task when they are dropped.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use model_tokio::task::{AbortHandle, JoinError, JoinHandle};

/// Aborts the task when it is dropped.
#[must_use = "Dropping the handle aborts the task immediately"]
pub struct AbortOnDropHandle<T>(Option<JoinHandle<T>>);

/// Aborts the task when it is dropped; does not wait for it.
#[must_use = "Dropping the handle aborts the task immediately"]
pub struct AbortOnDrop(Option<AbortHandle>);

impl<T> AbortOnDropHandle<T> {
    /// For this task.
    pub fn new(handle: JoinHandle<T>) -> AbortOnDropHandle<T> {
        AbortOnDropHandle(Some(handle))
    }

    fn handle(&self) -> &JoinHandle<T> {
        self.0.as_ref().expect("it is there until it is detached")
    }

    /// Asks for the task's end at its next `.await`.
    #[track_caller]
    pub fn abort(&self) {
        self.handle().abort();
    }

    /// Whether the task has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.handle().is_finished()
    }

    /// A way to abort it, and no more.
    pub fn abort_handle(&self) -> AbortHandle {
        self.handle().abort_handle()
    }

    /// The handle; dropping it lets the task run on.
    pub fn detach(mut self) -> JoinHandle<T> {
        self.0.take().expect("it is there until it is detached")
    }
}

impl<T> Drop for AbortOnDropHandle<T> {
    fn drop(&mut self) {
        if let Some(handle) = &self.0 {
            handle.abort();
        }
    }
}

impl<T> Future for AbortOnDropHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(self.0.as_mut().expect("it is there until it is detached")).poll(cx)
    }
}

impl<T> AsRef<JoinHandle<T>> for AbortOnDropHandle<T> {
    fn as_ref(&self) -> &JoinHandle<T> {
        self.handle()
    }
}

impl<T> fmt::Debug for AbortOnDropHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortOnDropHandle").field("id", &self.handle().id()).finish()
    }
}

impl AbortOnDrop {
    /// For this task.
    pub fn new(handle: AbortHandle) -> AbortOnDrop {
        AbortOnDrop(Some(handle))
    }

    fn handle(&self) -> &AbortHandle {
        self.0.as_ref().expect("it is there until it is detached")
    }

    /// Asks for the task's end at its next `.await`.
    #[track_caller]
    pub fn abort(&self) {
        self.handle().abort();
    }

    /// Whether the task has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.handle().is_finished()
    }

    /// The handle; dropping it lets the task run on.
    pub fn detach(mut self) -> AbortHandle {
        self.0.take().expect("it is there until it is detached")
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(handle) = &self.0 {
            handle.abort();
        }
    }
}

impl fmt::Debug for AbortOnDrop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortOnDrop").field("id", &self.handle().id()).finish()
    }
}
