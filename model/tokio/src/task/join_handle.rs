//! `JoinHandle` and `AbortHandle`.

use std::fmt;
use std::future::Future;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use model::rt::{self, Event, Loc, Value};

use super::JoinError;
use crate::exec::{Completion, End, Task};

/// An owned right to wait for a task. Dropping it lets the task run on.
pub struct JoinHandle<T> {
    task: Arc<Task>,
    completion: Arc<Completion<T>>,
}

// SAFETY: as in the real tokio: the handle gives out the output only by value, and `T: Send` was demanded when
// the task was spawned.
unsafe impl<T: Send> Send for JoinHandle<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Sync for JoinHandle<T> {}
impl<T> UnwindSafe for JoinHandle<T> {}
impl<T> RefUnwindSafe for JoinHandle<T> {}
impl<T> Unpin for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    pub(crate) fn new((task, completion): (Arc<Task>, Arc<Completion<T>>)) -> JoinHandle<T> {
        JoinHandle { task, completion }
    }

    pub(super) fn end(&self) -> &Arc<End> {
        &self.completion.end
    }

    /// The output of a task that has ended.
    pub(super) fn take(&self) -> Result<T, JoinError> {
        self.end().seen();
        match self.completion.take() {
            Some(output) => output,
            None => panic!("JoinHandle polled after completion"),
        }
    }

    pub(super) fn abort_at(&self, loc: Loc) {
        self.task.abort(loc);
    }

    /// Asks for the task's end at its next `.await`.
    #[track_caller]
    pub fn abort(&self) {
        self.task.abort(Location::caller());
    }

    /// Whether the task has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.completion.end.is_finished(Location::caller())
    }

    /// A way to abort it, and no more.
    pub fn abort_handle(&self) -> AbortHandle {
        AbortHandle { task: self.task.clone() }
    }

    /// Its identity.
    pub fn id(&self) -> Id {
        Id::of(self.completion.end.task)
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.completion.end.poll(cx).is_pending() {
            return Poll::Pending;
        }
        let output = self.take();
        let mut event = Event::new("await", self.end().spawned).target_task(self.end().task);
        event.value = Value::Text(JoinError::outcome(&output));
        rt::log(event);
        rt::task::observed();
        Poll::Ready(output)
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").field("id", &self.id()).finish()
    }
}

/// A way to abort a task.
#[derive(Clone)]
pub struct AbortHandle {
    task: Arc<Task>,
}

impl AbortHandle {
    /// Asks for the task's end at its next `.await`.
    #[track_caller]
    pub fn abort(&self) {
        self.task.abort(Location::caller());
    }

    /// Whether the task has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.task.end.is_finished(Location::caller())
    }

    /// Its identity.
    pub fn id(&self) -> Id {
        Id::of(self.task.end.task)
    }
}

impl fmt::Debug for AbortHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortHandle").field("id", &self.id()).finish()
    }
}

/// A task's identity.
#[derive(Clone, Copy, Debug, Hash, Eq, PartialEq)]
pub struct Id(u64);

impl Id {
    pub(super) fn of(task: u16) -> Id {
        Id(u64::from(task) + 1)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The task that calls this; panics outside of one.
#[track_caller]
pub fn id() -> Id {
    match try_id() {
        Some(id) => id,
        None => panic!("Can't get a task id when not inside a task"),
    }
}

/// The task that calls this.
pub fn try_id() -> Option<Id> {
    rt::task::current().map(Id::of)
}
