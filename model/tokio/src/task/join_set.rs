//! `JoinSet`.

use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use model::rt::lock::Gate;
use model::rt::{self, Event, Loc, Value};

use super::{AbortHandle, Id, JoinError, JoinHandle};
use crate::exec;
use crate::runtime::Handle;

/// Tasks that are waited for together, in the order in which they end. Dropping it aborts them.
pub struct JoinSet<T> {
    tasks: Vec<(u64, JoinHandle<T>)>,
    next: u64,
    ends: Arc<Ends>,
}

/// Which of the tasks have ended.
struct Ends {
    created: Loc,
    /// All ends pass it: their order is what `join_next` tells. So do those who look without waiting.
    gate: Arc<Gate>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    ended: VecDeque<u64>,
    waker: Option<Waker>,
}

impl Ends {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Told of one task's end.
struct OneEnd {
    ends: Arc<Ends>,
    key: u64,
}

impl Wake for OneEnd {
    fn wake(self: Arc<OneEnd>) {
        let waker = {
            let mut state = self.ends.state();
            state.ended.push_back(self.key);
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> JoinSet<T> {
    /// Without a task.
    #[track_caller]
    pub fn new() -> JoinSet<T> {
        let created = Location::caller();
        let gate = Arc::new(Gate::at("JoinSet", created));
        let ends = Ends { created, gate, state: Mutex::default() };
        JoinSet { tasks: Vec::new(), next: 0, ends: Arc::new(ends) }
    }

    /// How many tasks were not yet joined.
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Whether all tasks were joined.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }
}

impl<T: 'static> JoinSet<T> {
    /// Starts a task.
    #[track_caller]
    pub fn spawn<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        self.start(&exec::current(), task, Location::caller())
    }

    /// Starts a task in that runtime.
    #[track_caller]
    pub fn spawn_on<F>(&mut self, task: F, handle: &Handle) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        self.start(&handle.shared, task, Location::caller())
    }

    /// Runs a closure where it may block.
    #[track_caller]
    pub fn spawn_blocking<F>(&mut self, f: F) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        let shared = exec::current();
        let among = Some(self.ends.gate.clone());
        let handle = exec::spawn_blocking(&shared, f, among, Location::caller());
        self.insert(JoinHandle::new(handle))
    }

    fn start<F>(&mut self, shared: &Arc<exec::Shared>, task: F, loc: Loc) -> AbortHandle
    where
        F: Future<Output = T> + 'static,
    {
        let among = Some(self.ends.gate.clone());
        self.insert(JoinHandle::new(shared.spawn(task, among, loc)))
    }

    fn insert(&mut self, handle: JoinHandle<T>) -> AbortHandle {
        let key = self.next;
        self.next += 1;
        let abort = handle.abort_handle();
        handle.end().tell(Waker::from(Arc::new(OneEnd { ends: self.ends.clone(), key })));
        self.tasks.push((key, handle));
        abort
    }

    /// Waits until one of the tasks has ended; `None` when there is none.
    #[track_caller]
    pub fn join_next(&mut self) -> impl Future<Output = Option<Result<T, JoinError>>> {
        let loc = Location::caller();
        let next = poll_fn(move |cx| self.poll_next(cx, "join_next", loc));
        async { Some(next.await?.1) }
    }

    /// As `join_next`, with the task's identity.
    #[track_caller]
    pub fn join_next_with_id(
        &mut self,
    ) -> impl Future<Output = Option<Result<(Id, T), JoinError>>> {
        let loc = Location::caller();
        let next = poll_fn(move |cx| self.poll_next(cx, "join_next", loc));
        async {
            let (id, output) = next.await?;
            Some(output.map(|output| (id, output)))
        }
    }

    /// The output of a task that has ended, if there is one.
    #[track_caller]
    pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {
        self.try_next(Location::caller()).map(|(_, output)| output)
    }

    /// As `try_join_next`, with the task's identity.
    #[track_caller]
    pub fn try_join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {
        let (id, output) = self.try_next(Location::caller())?;
        Some(output.map(|output| (id, output)))
    }

    /// As `join_next`, for a future that is polled by hand.
    #[track_caller]
    pub fn poll_join_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, JoinError>>> {
        let next = self.poll_next(cx, "poll_join_next", Location::caller());
        next.map(|next| next.map(|(_, output)| output))
    }

    /// Waits for all; panics when one panicked or was cancelled.
    #[track_caller]
    pub fn join_all(mut self) -> impl Future<Output = Vec<T>> {
        let loc = Location::caller();
        async move {
            let mut outputs = Vec::with_capacity(self.len());
            while let Some((_, output)) = poll_fn(|cx| self.poll_next(cx, "join_all", loc)).await {
                match output {
                    Ok(output) => outputs.push(output),
                    Err(error) if error.is_panic() => rt::resume(error.into_panic()),
                    Err(error) => panic!("{error}"),
                }
            }
            outputs
        }
    }

    /// Aborts all tasks, and waits until they have ended.
    #[track_caller]
    pub fn shutdown(&mut self) -> impl Future<Output = ()> {
        let loc = Location::caller();
        async move {
            self.abort(loc);
            while poll_fn(|cx| self.poll_next(cx, "shutdown", loc)).await.is_some() {}
        }
    }

    /// Asks for the end of all tasks at their next `.await`.
    #[track_caller]
    pub fn abort_all(&mut self) {
        self.abort(Location::caller());
    }

    /// Lets all tasks run on without it.
    pub fn detach_all(&mut self) {
        self.tasks.clear();
        self.ends.state().ended.clear();
    }

    fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
        op: &'static str,
        loc: Loc,
    ) -> Poll<Option<(Id, Result<T, JoinError>)>> {
        if self.tasks.is_empty() {
            return Poll::Ready(None);
        }
        let watched = rt::task::is_watched(loc);
        if watched {
            self.ends.gate.pass(op, loc);
        }
        if let Some(joined) = self.take_ended(op, loc) {
            if !watched {
                rt::task::found(loc, self.ends.created);
            }
            rt::task::observed();
            return Poll::Ready(Some(joined));
        }
        let before = self.ends.state().waker.replace(cx.waker().clone());
        drop(before);
        if !watched {
            rt::task::peeked(loc, self.ends.created);
        }
        rt::task::awaits(self.ends.gate.pending(op, loc));
        Poll::Pending
    }

    fn try_next(&mut self, loc: Loc) -> Option<(Id, Result<T, JoinError>)> {
        rt::spin::before_polling(loc);
        rt::task::watch(self.ends.created);
        self.ends.gate.pass("try_join_next", loc);
        let joined = self.take_ended("try_join_next", loc);
        if joined.is_none() {
            rt::spin::after_polling(loc, self.ends.gate.id());
            let event = Event::new("try_join_next", loc).object(self.ends.gate.id());
            rt::log(event.value(Value::Text("none")));
        }
        joined
    }

    fn take_ended(&mut self, op: &'static str, loc: Loc) -> Option<(Id, Result<T, JoinError>)> {
        let key = self.ends.state().ended.pop_front()?;
        let i = self.tasks.iter().position(|(other, _)| *other == key);
        let Some(i) = i else { unreachable!("a task is in the set until it was joined") };
        let (_, handle) = self.tasks.remove(i);
        let (id, output) = (handle.id(), handle.take());
        let mut event = Event::new(op, loc).object(self.ends.gate.id());
        event.value = Value::Text(JoinError::outcome(&output));
        rt::log(event.target_task(handle.end().task));
        Some((id, output))
    }
}

impl<T> JoinSet<T> {
    fn abort(&self, loc: Loc) {
        self.tasks.iter().for_each(|(_, handle)| handle.abort_at(loc));
    }
}

impl<T> Drop for JoinSet<T> {
    fn drop(&mut self) {
        self.abort(self.ends.created);
    }
}

impl<T> Default for JoinSet<T> {
    #[track_caller]
    fn default() -> JoinSet<T> {
        JoinSet::new()
    }
}

impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinSet").field("len", &self.len()).finish()
    }
}

impl<T, F> std::iter::FromIterator<F> for JoinSet<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = F>>(iter: I) -> JoinSet<T> {
        let mut set = JoinSet::new();
        let loc = Location::caller();
        let shared = exec::current();
        for task in iter {
            set.start(&shared, task, loc);
        }
        set
    }
}
