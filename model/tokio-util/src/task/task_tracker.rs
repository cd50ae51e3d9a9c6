//! `TaskTracker`: the real counter behind steps. That all tracked tasks are gone can only be waited for, so a task's
//! leaving is no step, unless somebody looks, or tasks come after the tracker was closed.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use model::rt::Loc;
use model_tokio::__private::{End, Object, end_of};
use model_tokio::runtime::Handle;
use model_tokio::task::JoinHandle;
use pin_project_lite::pin_project;
use tokio_util::task::task_tracker as real;

/// Waits for tasks to end.
pub struct TaskTracker {
    inner: Arc<Inner>,
}

struct Inner {
    /// `None` while it is dropped.
    real: Option<real::TaskTracker>,
    object: Object,
    created: Loc,
    /// The tasks that it has started.
    started: Mutex<Vec<Arc<End>>>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        let real = self.real.take();
        self.object.act(|| drop(real));
    }
}

impl Inner {
    fn real(&self) -> &real::TaskTracker {
        self.real.as_ref().expect("it is there until it is dropped")
    }
}

impl TaskTracker {
    /// Open, and without a task.
    #[track_caller]
    #[must_use]
    pub fn new() -> TaskTracker {
        let created = Location::caller();
        TaskTracker {
            inner: Arc::new(Inner {
                real: Some(real::TaskTracker::new()),
                object: Object::new("TaskTracker", created),
                created,
                started: Mutex::default(),
            }),
        }
    }

    /// Waits until it is closed and all tasks are gone.
    #[track_caller]
    pub fn wait(&self) -> TaskTrackerWaitFuture<'_> {
        let real = Box::pin(self.inner.real().wait());
        TaskTrackerWaitFuture { real, inner: &self.inner, created: Location::caller() }
    }

    /// Lets `wait` end; whether it was open.
    #[track_caller]
    pub fn close(&self) -> bool {
        let loc = Location::caller();
        self.inner.object.step_if_watched("close", loc);
        let was_open = self.inner.object.act(|| self.inner.real().close());
        self.inner.object.log("close", "closed", loc);
        was_open
    }

    /// Does not let `wait` end; whether it was closed.
    #[track_caller]
    pub fn reopen(&self) -> bool {
        let loc = Location::caller();
        self.inner.object.look("reopen", loc);
        let was_closed = self.inner.object.act(|| self.inner.real().reopen());
        self.inner.object.log("reopen", "open", loc);
        was_closed
    }

    /// Whether it is closed.
    #[track_caller]
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let loc = Location::caller();
        self.inner.object.try_look("is_closed", loc);
        let closed = self.inner.real().is_closed();
        if !closed {
            self.inner.object.missed(loc);
        }
        self.inner.object.log_bool("is_closed", closed, loc);
        closed
    }

    /// How many tasks there are.
    #[track_caller]
    #[must_use]
    pub fn len(&self) -> usize {
        let loc = Location::caller();
        self.inner.object.try_look("len", loc);
        let len = self.inner.real().len();
        self.inner.object.missed(loc);
        self.inner.object.log_number("len", len, loc);
        len
    }

    /// Whether there is no task.
    #[track_caller]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let loc = Location::caller();
        self.inner.object.try_look("is_empty", loc);
        let empty = self.inner.real().is_empty();
        if !empty {
            self.inner.object.missed(loc);
        }
        self.inner.object.log_bool("is_empty", empty, loc);
        empty
    }

    /// Starts a tracked task.
    #[track_caller]
    pub fn spawn<F>(&self, task: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.started(model_tokio::task::spawn(self.track_future(task)))
    }

    /// Starts a tracked task in that runtime.
    #[track_caller]
    pub fn spawn_on<F>(&self, task: F, handle: &Handle) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.started(handle.spawn(self.track_future(task)))
    }

    /// Runs a tracked closure where it may block.
    #[track_caller]
    pub fn spawn_blocking<F, T>(&self, task: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let token = self.token();
        self.started(model_tokio::task::spawn_blocking(move || {
            let output = task();
            drop(token);
            output
        }))
    }

    /// Runs a tracked closure where it may block, in that runtime.
    #[track_caller]
    pub fn spawn_blocking_on<F, T>(&self, task: F, handle: &Handle) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let token = self.token();
        self.started(handle.spawn_blocking(move || {
            let output = task();
            drop(token);
            output
        }))
    }

    fn started<T>(&self, handle: JoinHandle<T>) -> JoinHandle<T> {
        let mut started = self.inner.started.lock().unwrap_or_else(PoisonError::into_inner);
        started.push(end_of(&handle));
        handle
    }

    /// The future, tracked until it is dropped.
    #[track_caller]
    pub fn track_future<F: Future>(&self, future: F) -> TrackedFuture<F> {
        TrackedFuture { future, token: self.token() }
    }

    /// As good as a task, until it is dropped.
    #[track_caller]
    pub fn token(&self) -> TaskTrackerToken {
        if self.inner.real().is_closed() {
            // Perhaps all were gone already.
            self.inner.object.look("token", Location::caller());
        }
        let real = self.inner.object.act(|| self.inner.real().token());
        TaskTrackerToken { real: Some(real), tracker: self.clone() }
    }

    /// Whether both are the same.
    #[must_use]
    pub fn ptr_eq(left: &TaskTracker, right: &TaskTracker) -> bool {
        Arc::ptr_eq(&left.inner, &right.inner)
    }
}

impl Default for TaskTracker {
    #[track_caller]
    fn default() -> TaskTracker {
        TaskTracker::new()
    }
}

impl Clone for TaskTracker {
    /// The same tracker.
    fn clone(&self) -> TaskTracker {
        TaskTracker { inner: self.inner.clone() }
    }
}

impl fmt::Debug for TaskTracker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let real = self.inner.real();
        f.debug_struct("TaskTracker")
            .field("len", &real.len())
            .field("is_closed", &real.is_closed())
            .finish_non_exhaustive()
    }
}

/// As good as a task, until it is dropped.
#[must_use]
#[derive(Debug)]
pub struct TaskTrackerToken {
    /// `None` while it is dropped.
    real: Option<real::TaskTrackerToken>,
    tracker: TaskTracker,
}

impl TaskTrackerToken {
    /// Whose it is.
    #[must_use]
    pub fn task_tracker(&self) -> &TaskTracker {
        &self.tracker
    }
}

impl Clone for TaskTrackerToken {
    #[track_caller]
    fn clone(&self) -> TaskTrackerToken {
        self.tracker.token()
    }
}

impl Drop for TaskTrackerToken {
    fn drop(&mut self) {
        let inner = &self.tracker.inner;
        inner.object.step_if_watched("leave", inner.created);
        let real = self.real.take();
        inner.object.act(|| drop(real));
    }
}

pin_project! {
    /// A future that is tracked until it is dropped.
    #[must_use = "futures do nothing unless polled"]
    #[derive(Debug)]
    pub struct TrackedFuture<F> {
        #[pin]
        future: F,
        token: TaskTrackerToken,
    }
}

impl<F: Future> Future for TrackedFuture<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.project().future.poll(cx)
    }
}

/// Ready when the tracker is closed and all tasks are gone.
#[must_use = "futures do nothing unless polled"]
pub struct TaskTrackerWaitFuture<'a> {
    real: Pin<Box<real::TaskTrackerWaitFuture<'a>>>,
    inner: &'a Inner,
    created: Loc,
}

impl Future for TaskTrackerWaitFuture<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Self { real, inner, created } = &mut *self;
        let polled =
            inner.object.poll_look("wait", created, |()| "all gone", || real.as_mut().poll(cx));
        if polled.is_ready() {
            // What they did comes before what comes now.
            let started = inner.started.lock().unwrap_or_else(PoisonError::into_inner);
            started.iter().for_each(|end| end.settle());
        }
        polled
    }
}

impl fmt::Debug for TaskTrackerWaitFuture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskTrackerWaitFuture").finish_non_exhaustive()
    }
}
