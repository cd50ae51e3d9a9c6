//! A task: a future, where its output goes, and who waits for that.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

use model::rt::lock::Gate;
use model::rt::task::{ABORTED, CUT_SHORT, Link, Turn};
use model::rt::{self, Event, Loc, Pending, Value, Wait};

use super::Shared;
use crate::Here;
use crate::task::JoinError;

/// This thread, or the task that it polls.
fn whoever_runs() -> (usize, Option<u16>) {
    match rt::task::current() {
        Some(task) => (0, Some(task)),
        None => (rt::me(), None),
    }
}

/// The end of a task, without its output.
pub struct End {
    /// The engine's number of it.
    pub(crate) task: u16,
    pub(crate) spawned: Loc,
    /// Where the end meets those who look for it, once somebody does so without waiting.
    gate: Gate,
    link: Link,
    /// What it has in common with other tasks whose order matters to somebody: all their ends are steps.
    among: Option<Arc<Gate>>,
    state: Mutex<EndState>,
}

struct EndState {
    ended: bool,
    /// Who has seen the end, so that whatever that one does comes after it.
    joined: Option<(usize, Option<u16>)>,
    joiner: Option<Waker>,
}

impl End {
    fn new(task: u16, spawned: Loc, among: Option<Arc<Gate>>) -> End {
        let state = EndState { ended: false, joined: None, joiner: None };
        End {
            task,
            spawned,
            gate: Gate::at("task", spawned),
            link: Link::new(),
            among,
            state: Mutex::new(state),
        }
    }

    fn state(&self) -> MutexGuard<'_, EndState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A step, if somebody looks at this task without waiting.
    fn pass(&self, op: &'static str, loc: Loc) {
        if rt::task::is_watched(self.spawned) {
            self.gate.pass(op, loc);
        }
    }

    /// Whether the task has ended, for somebody who polls for it. Not a step unless it is watched.
    pub(crate) fn poll(&self, cx: &mut Context<'_>) -> Poll<()> {
        self.pass("await", self.spawned);
        if self.seen() {
            if !rt::task::is_watched(self.spawned) {
                rt::task::found(self.spawned, self.spawned);
            }
            return Poll::Ready(());
        }
        let before = self.state().joiner.replace(cx.waker().clone());
        drop(before);
        if !rt::task::is_watched(self.spawned) {
            rt::task::peeked(self.spawned, self.spawned);
        }
        rt::task::awaits(Pending::new("await", None, self.spawned).waiting(Wait::Task(self.task)));
        Poll::Pending
    }

    /// Whether the task has ended; if so, this comes after all it did.
    pub(crate) fn seen(&self) -> bool {
        let ended = {
            let mut state = self.state();
            if state.ended {
                state.joined = Some(whoever_runs());
            }
            state.ended
        };
        if ended {
            self.link.follow();
        }
        ended
    }

    /// Looks without waiting.
    pub(crate) fn is_finished(&self, loc: Loc) -> bool {
        rt::spin::before_polling(loc);
        rt::task::watch(self.spawned);
        self.pass("is_finished", loc);
        let finished = self.seen();
        if !finished {
            rt::spin::after_polling(loc, self.gate.id());
        }
        let mut event = Event::new("is_finished", loc);
        event.value = Value::Bool(finished);
        event.chosen = true;
        rt::log(event.target_task(self.task));
        finished
    }

    /// Whether anybody knows that it has ended.
    pub(super) fn is_joined(&self) -> bool {
        self.state().joined.is_some()
    }

    /// Whether it has ended, and whoever runs here knows.
    pub(super) fn is_joined_here(&self) -> bool {
        let state = self.state();
        state.ended && state.joined == Some(whoever_runs())
    }

    /// As if it had been joined here: something else has ordered its end before what comes now.
    pub fn settle(&self) {
        self.state().joined = Some(whoever_runs());
    }

    /// Tells `waker` of its end, which may have come already.
    pub(crate) fn tell(&self, waker: Waker) {
        let ended = {
            let mut state = self.state();
            if !state.ended {
                state.joiner = Some(waker.clone());
            }
            state.ended
        };
        if ended {
            waker.wake();
        }
    }

    fn announce(&self, how: &'static str) {
        if let Some(among) = &self.among {
            among.pass("end", self.spawned);
        }
        self.pass("end", self.spawned);
        rt::log(Event::new("end", self.spawned).value(Value::Text(how)));
        rt::task::end(self.task);
        self.link.join();
        let joiner = {
            let mut state = self.state();
            state.ended = true;
            state.joiner.take()
        };
        if let Some(joiner) = joiner {
            joiner.wake();
        }
    }
}

/// A task's end, and its output.
pub(crate) struct Completion<T> {
    pub(crate) end: Arc<End>,
    output: Mutex<Option<Here<Result<T, JoinError>>>>,
}

impl<T> Completion<T> {
    pub(super) fn new(task: u16, spawned: Loc, among: Option<Arc<Gate>>) -> Arc<Completion<T>> {
        Arc::new(Completion {
            end: Arc::new(End::new(task, spawned, among)),
            output: Mutex::new(None),
        })
    }

    /// The output, once.
    pub(crate) fn take(&self) -> Option<Result<T, JoinError>> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner).take().map(|output| output.0)
    }

    pub(super) fn finish(&self, output: Result<T, JoinError>) {
        let how = JoinError::outcome(&output);
        *self.output.lock().unwrap_or_else(PoisonError::into_inner) = Some(Here(output));
        self.end.announce(how);
    }
}

/// What a task runs, without its type.
pub(crate) trait Job {
    /// Polls; ready when the end was announced.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()>;
    /// Drops the future, and announces that.
    fn cancel(&mut self);
}

struct Running<F: Future> {
    future: Option<Pin<Box<F>>>,
    completion: Arc<Completion<F::Output>>,
}

impl<F: Future> Running<F> {
    /// Drops the future, which may panic.
    fn drop_future(&mut self) -> Option<Box<dyn Any + Send>> {
        let future = self.future.take();
        rt::catch(|| drop(future)).err()
    }
}

impl<F: Future> Job for Running<F> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(future) = &mut self.future else { return Poll::Ready(()) };
        let output = match rt::catch(|| future.as_mut().poll(cx)) {
            Ok(Poll::Pending) => {
                rt::task::unobserved();
                return Poll::Pending;
            }
            Ok(Poll::Ready(output)) => Ok(output),
            Err(panic) => Err(JoinError::panicked(self.completion.end.task, panic)),
        };
        rt::task::observed();
        let panic = self.drop_future();
        let output = match panic {
            Some(panic) => Err(JoinError::panicked(self.completion.end.task, panic)),
            None => output,
        };
        self.completion.finish(output);
        Poll::Ready(())
    }

    fn cancel(&mut self) {
        let task = self.completion.end.task;
        let error = match self.drop_future() {
            Some(panic) => JoinError::panicked(task, panic),
            None => JoinError::cancelled(task),
        };
        self.completion.finish(Err(error));
    }
}

/// A spawned future, as those who wake, poll or abort it see it.
pub(crate) struct Task {
    pub(crate) end: Arc<End>,
    /// The order of its polls and the end of its runtime, if that matters.
    cut: Option<Turn>,
    execution: u64,
    shared: Weak<Shared>,
    link: Link,
    job: Mutex<Option<Here<Box<dyn Job>>>>,
    state: Mutex<TaskState>,
}

#[derive(Default)]
struct TaskState {
    /// Waits to be polled: in the queue, or with a worker that was granted for it.
    queued: bool,
    /// The thread that polls it.
    running: Option<usize>,
    /// Woken while it was polled.
    notified: bool,
    /// … by itself.
    by_itself: bool,
    aborted: bool,
    over: bool,
    /// Its last worker.
    worker: Option<usize>,
}

/// What is to be done with a task that was polled.
pub(super) enum Then {
    /// Nothing.
    Rest,
    /// Poll it again; `by_itself`: for no reason but that it wants so.
    Again { by_itself: bool },
}

/// A new task of this runtime, not yet scheduled.
pub(crate) fn spawned<F>(
    future: F,
    shared: &Arc<Shared>,
    among: Option<Arc<Gate>>,
    loc: Loc,
) -> (Arc<Task>, Arc<Completion<F::Output>>)
where
    F: Future + 'static,
    F::Output: 'static,
{
    let number = rt::task::spawn(loc);
    let completion = Completion::new(number, loc, among);
    let job = Running { future: Some(Box::pin(future)), completion: completion.clone() };
    let link = Link::new();
    link.join();
    let task = Arc::new(Task {
        end: completion.end.clone(),
        cut: rt::task::finer(CUT_SHORT).then(Turn::new),
        execution: rt::thread::execution(),
        shared: Arc::downgrade(shared),
        link,
        job: Mutex::new(Some(Here(Box::new(job)))),
        state: Mutex::new(TaskState { queued: true, ..TaskState::default() }),
    });
    (task, completion)
}

impl Task {
    fn state(&self) -> MutexGuard<'_, TaskState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_job(&self) -> Option<Box<dyn Job>> {
        self.job.lock().unwrap_or_else(PoisonError::into_inner).take().map(|job| job.0)
    }

    fn put_job(&self, job: Box<dyn Job>) {
        *self.job.lock().unwrap_or_else(PoisonError::into_inner) = Some(Here(job));
    }

    pub(super) fn worker(&self) -> Option<usize> {
        self.state().worker
    }

    pub(super) fn set_worker(&self, worker: usize) {
        self.state().worker = Some(worker);
    }

    /// What was done here comes before the next poll.
    pub(super) fn link(&self) {
        self.link.join();
    }

    pub(super) fn woken(self: Arc<Task>) {
        let settled = |state: &TaskState| state.over || state.queued || state.notified;
        if self.execution != rt::thread::execution() || settled(&self.state()) {
            return;
        }
        let Some(shared) = self.shared.upgrade() else { return };
        shared.order_waking();
        {
            let mut state = self.state();
            if settled(&state) {
                return;
            }
            if let Some(thread) = state.running {
                state.notified = true;
                state.by_itself = thread == rt::me();
                drop(state);
                self.link.join();
                return;
            }
            state.queued = true;
        }
        shared.schedule(self);
    }

    /// Polls it on this thread.
    pub(super) fn run(self: &Arc<Task>) -> Then {
        let (spawned, number) = (self.end.spawned, self.end.task);
        self.link.follow();
        if let Some(cut) = &self.cut {
            cut.take("poll", spawned);
        }
        if rt::task::finer(ABORTED) {
            self.end.gate.pass("poll", spawned);
        }
        let (cancelled, over) = {
            let mut state = self.state();
            state.queued = false;
            if !state.over {
                state.running = Some(rt::me());
            }
            (state.aborted, state.running.is_none())
        };
        // What was done before it was woken once more meanwhile comes before this poll, too.
        self.link.follow();
        let Some(mut job) = self.take_job().filter(|_| !over) else { return Then::Rest };
        let before = rt::task::run(Some(number));
        let waker = Waker::from(self.clone());
        let ended = if cancelled {
            job.cancel();
            true
        } else {
            let ended = job.poll(&mut Context::from_waker(&waker)).is_ready();
            if !ended && self.state().aborted {
                job.cancel();
            }
            ended || self.state().aborted
        };
        rt::task::run(before);
        let mut state = self.state();
        state.running = None;
        if ended {
            state.over = true;
            return Then::Rest;
        }
        let notified = std::mem::take(&mut state.notified);
        state.queued = notified;
        let by_itself = state.by_itself;
        drop(state);
        self.put_job(job);
        // The next poll comes after this one, whoever does it.
        self.link.join();
        if notified { Then::Again { by_itself } } else { Then::Rest }
    }

    /// Asks for its end at its next `.await`.
    pub(crate) fn abort(self: &Arc<Task>, loc: Loc) {
        rt::task::ask(ABORTED);
        if let Some(shared) = self.shared.upgrade() {
            shared.order_waking();
        }
        self.end.gate.pass("abort", loc);
        rt::log(Event::new("abort", loc).target_task(self.end.task));
        let idle = {
            let mut state = self.state();
            if state.over || state.aborted {
                return;
            }
            state.aborted = true;
            let idle = !state.queued && state.running.is_none();
            state.queued |= idle;
            idle
        };
        if idle && let Some(shared) = self.shared.upgrade() {
            shared.schedule(self.clone());
        }
    }

    /// Its runtime is no more: ends now, or, if it is being polled, when that is over.
    pub(super) fn shut_down(self: &Arc<Task>, loc: Loc) {
        if let Some(cut) = &self.cut
            && !self.end.is_joined()
        {
            cut.take("shutdown", loc);
        }
        {
            let mut state = self.state();
            state.aborted = true;
            if state.over || state.running.is_some() {
                return;
            }
            state.over = true;
        }
        let Some(mut job) = self.take_job() else { return };
        let before = rt::task::run(Some(self.end.task));
        job.cancel();
        rt::task::run(before);
    }
}
