//! `spawn_blocking`: a closure on a model thread of its own, where blocking is allowed.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use model::rt::Loc;
use model::rt::lock::Gate;

use super::{Completion, Shared, Task, spawned};

/// A closure as a future that is ready at its first poll.
struct Blocking<F>(Option<F>);

impl<F> Unpin for Blocking<F> {}

impl<F: FnOnce() -> T, T> Future for Blocking<F> {
    type Output = T;
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        match self.0.take() {
            Some(f) => Poll::Ready(f()),
            None => unreachable!("it was ready at its first poll"),
        }
    }
}

/// Runs `f` on a thread of its own.
pub(crate) fn spawn_blocking<F, T>(
    shared: &Arc<Shared>,
    f: F,
    among: Option<Arc<Gate>>,
    loc: Loc,
) -> (Arc<Task>, Arc<Completion<T>>)
where
    F: FnOnce() -> T + 'static,
    T: 'static,
{
    let (task, completion) = spawned(Blocking(Some(f)), shared, among, loc);
    shared.spawn_blocking(&task, loc);
    (task, completion)
}
