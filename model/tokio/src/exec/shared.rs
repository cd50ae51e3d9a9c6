//! A runtime: its queue, its workers, and the order in which they take tasks.

use std::collections::VecDeque;
use std::future::Future;
use std::panic::Location;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::Duration;

use model::rt::lock::Gate;
use model::rt::task::{CROWDED, CUT_SHORT, Turn};
use model::rt::time::Timer as WaitFor;
use model::rt::{self, Loc, Pending};

use super::job::{Task, Then};
use super::park::{self, Root};
use super::timer::{self, Timer, Timers};
use super::{Completion, Entered, context, spawned};

/// Who polls.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Flavor {
    /// Whoever is in `block_on`.
    CurrentThread,
    /// So many workers.
    MultiThread(usize),
}

/// After so many tasks, the future of `block_on` has its turn again.
const EVENT_INTERVAL: usize = 61;

/// A runtime.
pub(crate) struct Shared {
    pub(crate) flavor: Flavor,
    /// Whether it has timers.
    pub(crate) time: bool,
    /// As many closures block at once.
    blocking_threads: usize,
    created: Loc,
    /// The thread that built it.
    creator: usize,
    /// The order of decisions: which task is next, and for whom.
    decisions: Turn,
    core: Mutex<Core>,
    timers: Mutex<Timers>,
}

#[derive(Default)]
struct Core {
    queue: VecDeque<Queued>,
    workers: Vec<Worker>,
    /// Of a `current_thread` runtime: who is in `block_on`.
    driver: Option<Arc<Root>>,
    /// All of them.
    tasks: Vec<Arc<Task>>,
    /// The threads of `spawn_blocking`, and the tasks that wait for one.
    blocking: Vec<BlockingThread>,
    blocking_queue: VecDeque<Arc<Task>>,
    /// No task is accepted any more, …
    closed: bool,
    /// … and all there were have been told.
    shut_down: bool,
}

struct Queued {
    task: Arc<Task>,
    /// For no reason but that it wants to be polled again.
    by_itself: bool,
}

struct Worker {
    thread: usize,
    waiting: bool,
    assigned: Option<Arc<Task>>,
    /// Where it meets its own time-outs.
    gate: Arc<Gate>,
}

struct BlockingThread {
    thread: usize,
    waiting: bool,
    /// What it does or did, or is granted for.
    task: Arc<Task>,
}

impl Shared {
    pub(crate) fn new(
        flavor: Flavor,
        time: bool,
        blocking_threads: usize,
        created: Loc,
    ) -> Arc<Shared> {
        Arc::new(Shared {
            flavor,
            time,
            blocking_threads,
            created,
            creator: rt::me(),
            decisions: Turn::new(),
            core: Mutex::default(),
            timers: Mutex::default(),
        })
    }

    fn core(&self) -> MutexGuard<'_, Core> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A step, if the order of decisions matters.
    fn decide(&self, op: &'static str) {
        if rt::task::finer(CROWDED) {
            self.decisions.take(op, self.created);
        }
    }

    /// Before a task is woken.
    pub(super) fn order_waking(&self) {
        match self.flavor {
            Flavor::CurrentThread => self.order_from_outside(),
            Flavor::MultiThread(_) => self.decide("wake"),
        }
    }

    /// Before another thread than the driver has something polled.
    pub(super) fn order_from_outside(&self) {
        let (mine, tasks) = {
            let core = self.core();
            let driver = core.driver.as_ref().map_or(self.creator, |driver| driver.thread());
            (driver == rt::me(), core.tasks.len())
        };
        if !mine && tasks > 0 {
            rt::task::ask(CROWDED);
        }
        self.decide("wake");
    }

    /// Starts a task.
    pub(crate) fn spawn<F>(
        self: &Arc<Shared>,
        future: F,
        among: Option<Arc<Gate>>,
        loc: Loc,
    ) -> (Arc<Task>, Arc<Completion<F::Output>>)
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let (task, completion) = spawned(future, self, among, loc);
        let alive = {
            let mut core = self.core();
            core.tasks.push(task.clone());
            core.tasks.iter().filter(|task| !task.end.is_joined_here()).count()
        };
        match self.flavor {
            Flavor::CurrentThread => self.order_from_outside(),
            Flavor::MultiThread(workers) => {
                if alive > workers {
                    rt::task::ask(CROWDED);
                }
                self.decide("spawn");
            }
        }
        if self.core().closed {
            task.shut_down(loc);
        } else {
            self.schedule(task.clone());
        }
        (task, completion)
    }

    /// Sees to it that the task is polled. It is marked as queued.
    pub(super) fn schedule(self: &Arc<Shared>, task: Arc<Task>) {
        let mut core = self.core();
        if core.shut_down {
            return;
        }
        let Flavor::MultiThread(limit) = self.flavor else {
            let driver = core.driver.clone();
            core.queue.push_back(Queued { task: task.clone(), by_itself: false });
            drop(core);
            if !driver.is_some_and(|driver| driver.unpark()) {
                task.link();
            }
            return;
        };
        // With no more tasks than workers, each has one for itself: the explorer knows threads, and would take
        // two that change places for something new. With more, whoever wakes a task for want of anything else to do
        // takes it.
        let waiting = |worker: &Worker| worker.waiting;
        let free = if rt::task::finer(CROWDED) {
            let me = rt::me();
            let mine = core.workers.iter().position(|worker| worker.waiting && worker.thread == me);
            mine.or_else(|| core.workers.iter().position(waiting))
        } else {
            let last = task.worker().filter(|&last| core.workers[last].waiting);
            last.or_else(|| core.workers.iter().position(waiting))
        };
        if let Some(free) = free {
            // The one that waits for the timers has something else to do now.
            let was_first = !core.workers[..free].iter().any(|worker| worker.waiting);
            let worker = &mut core.workers[free];
            worker.waiting = false;
            let thread = worker.thread;
            task.set_worker(free);
            worker.assigned = Some(task);
            drop(core);
            if thread != rt::me() {
                rt::grant(thread);
            }
            if was_first {
                self.look_around();
            }
        } else if core.workers.len() < limit {
            let index = core.workers.len();
            task.set_worker(index);
            drop(core);
            self.hire(Some(task));
        } else {
            core.queue.push_back(Queued { task: task.clone(), by_itself: false });
            drop(core);
            task.link();
        }
    }

    /// Another worker.
    fn hire(self: &Arc<Shared>, task: Option<Arc<Task>>) {
        let gate = Arc::new(Gate::at("timer", self.created));
        let index = {
            let mut core = self.core();
            let thread = usize::MAX;
            core.workers.push(Worker { thread, waiting: false, assigned: task, gate });
            core.workers.len() - 1
        };
        let this = self.clone();
        let body = Box::new(move || this.work(index));
        // Nobody does anything before its thread is known.
        let thread = rt::thread::spawn_worker(self.created, body);
        self.core().workers[index].thread = thread;
    }

    fn timers(&self) -> MutexGuard<'_, Timers> {
        self.timers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A timer for what is polled on this thread.
    pub(crate) fn start_timer(self: &Arc<Shared>, end: Duration) -> Arc<Timer> {
        let me = rt::me();
        let is_worker = self.core().workers.iter().any(|worker| worker.thread == me);
        let home = (is_worker || context::in_runtime()).then_some(me);
        let timer = self.timers().start(end, home, is_worker);
        if home.is_none()
            && let Flavor::MultiThread(_) = self.flavor
            && self.core().workers.is_empty()
        {
            self.hire(None);
        }
        self.look_around();
        timer
    }

    pub(crate) fn stop_timer(&self, timer: &Arc<Timer>) {
        self.timers().stop(timer);
    }

    /// The first moment that this thread has to wait for.
    pub(super) fn next_timer(&self) -> Option<Duration> {
        self.timers().next(Some(rt::me()))
    }

    /// Time has passed for this thread.
    pub(super) fn fire_timers(&self) {
        let due = self.timers().due(Some(rt::me()));
        timer::fire(due);
    }

    /// The first idle worker may have another moment to wait for.
    fn look_around(&self) {
        if self.timers().next(None).is_none() {
            return;
        }
        let first = {
            let mut core = self.core();
            let me = rt::me();
            let first =
                core.workers.iter_mut().find(|worker| worker.waiting && worker.thread != me);
            first.map(|worker| {
                worker.waiting = false;
                worker.thread
            })
        };
        if let Some(first) = first {
            rt::grant(first);
        }
    }

    /// An idle worker waits for a task, or for the time of a timer.
    fn rest(&self, index: usize) {
        let me = rt::me();
        let (gate, first) = {
            let core = self.core();
            let first = !core.workers[..index].iter().any(|worker| worker.waiting);
            (core.workers[index].gate.clone(), first)
        };
        let (own, shared) = {
            let timers = self.timers();
            (timers.next(Some(me)), timers.next(None).filter(|_| first))
        };
        let Some(end) = own.into_iter().chain(shared).min() else {
            return rt::wait(Pending::new("idle", None, self.created));
        };
        if !WaitFor::until(end).wait(&gate, "idle", self.created, || ()) {
            let mut due = self.timers().due(Some(me));
            if first {
                due.extend(self.timers().due(None));
            }
            // It still waits for a task, perhaps for one that it wakes itself; or somebody else grants it now.
            timer::fire(due);
            rt::task::wakes_up();
        }
    }

    /// The next task of the queue. A task that merely polls waits until there is news, or another one.
    fn pop(&self) -> Option<Arc<Task>> {
        let all_poll = {
            let core = self.core();
            !core.queue.is_empty() && core.queue.iter().all(|queued| queued.by_itself)
        };
        if all_poll {
            rt::spin::again("poll", self.created);
        }
        self.core().queue.pop_front().map(|queued| queued.task)
    }

    fn push_again(&self, task: Arc<Task>, by_itself: bool) {
        self.core().queue.push_back(Queued { task, by_itself });
    }

    /// A worker's life.
    fn work(self: &Arc<Shared>, index: usize) {
        let _entered = context::enter(self);
        let _drives = context::drives();
        loop {
            let assigned = self.core().workers[index].assigned.take();
            let Some(task) = assigned.or_else(|| self.pop()) else {
                {
                    let mut core = self.core();
                    if core.shut_down {
                        return;
                    }
                    core.workers[index].waiting = true;
                }
                self.rest(index);
                self.core().workers[index].waiting = false;
                if !self.core().queue.is_empty() {
                    self.decide("next");
                }
                continue;
            };
            task.set_worker(index);
            if let Then::Again { by_itself } = task.run() {
                self.push_again(task, by_itself);
            }
            self.decide("next");
        }
    }

    /// Runs a future to its end on this thread.
    #[track_caller]
    pub(crate) fn block_on<F: Future>(self: &Arc<Shared>, future: F) -> F::Output {
        let loc = Location::caller();
        let _entered = self.enter_to_block();
        match self.flavor {
            // Somebody else drives it already: this thread waits for its own future only.
            Flavor::CurrentThread if self.core().driver.is_none() => self.drive(future, loc),
            _ => park::block_on_here(future, Some(self), loc),
        }
    }

    /// … without driving the tasks.
    #[track_caller]
    pub(crate) fn block_on_aside<F: Future>(self: &Arc<Shared>, future: F) -> F::Output {
        let _entered = self.enter_to_block();
        park::block_on_here(future, Some(self), Location::caller())
    }

    #[track_caller]
    fn enter_to_block(self: &Arc<Shared>) -> Entered {
        if context::in_runtime() {
            panic!(
                "Cannot start a runtime from within a runtime. This happens because a function (like `block_on`) attempted to block the current thread while the thread is being used to drive asynchronous tasks."
            );
        }
        context::enter(self)
    }

    /// `block_on` of a `current_thread` runtime: this thread polls the tasks, too.
    fn drive<F: Future>(self: &Arc<Shared>, future: F, loc: Loc) -> F::Output {
        struct Driving<'a>(&'a Shared);
        impl Drop for Driving<'_> {
            fn drop(&mut self) {
                self.0.core().driver = None;
            }
        }
        let _drives = context::drives();
        let root = Root::new(Arc::downgrade(self), loc);
        self.core().driver = Some(root.clone());
        let _driving = Driving(self);
        let waker = Waker::from(root.clone());
        let mut future = pin!(future);
        let mut deferred: Vec<Arc<Task>> = Vec::new();
        let mut poll_root = true;
        loop {
            if poll_root && let Poll::Ready(output) = park::poll(future.as_mut(), &waker) {
                return output;
            }
            for _ in 0..EVENT_INTERVAL {
                self.decide("next");
                let Some(queued) = self.core().queue.pop_front() else { break };
                match queued.task.run() {
                    Then::Rest => {}
                    // As `yield_now` has it: after all the others.
                    Then::Again { by_itself: true } => deferred.push(queued.task),
                    Then::Again { by_itself: false } => self.push_again(queued.task, false),
                }
            }
            self.decide("next");
            let idle = self.core().queue.is_empty();
            let notified = root.take_notified();
            if idle && notified != Some(false) && (!deferred.is_empty() || notified == Some(true)) {
                // All there is to do is to poll again.
                rt::spin::again("poll", loc);
            }
            for task in deferred.drain(..) {
                self.push_again(task, true);
            }
            poll_root = notified.is_some();
            if idle && !poll_root && self.core().queue.is_empty() && !root.is_notified() {
                root.wait(Some(self), loc);
            }
            if !poll_root {
                poll_root = root.take_notified().is_some();
            }
        }
    }

    /// Starts a task that may block, on a thread of its own, or when one is free.
    pub(super) fn spawn_blocking(self: &Arc<Shared>, task: &Arc<Task>, loc: Loc) {
        let mut core = self.core();
        if core.blocking.len() >= self.blocking_threads {
            drop(core);
            rt::task::ask(CROWDED);
            self.decide("spawn");
            core = self.core();
        }
        if core.closed {
            drop(core);
            return task.shut_down(loc);
        }
        core.tasks.push(task.clone());
        // As with workers: who gets which thread is nothing to explore. A thread whose last task is known to
        // have ended is as good as a new one.
        let full = core.blocking.len() >= self.blocking_threads;
        let free =
            core.blocking.iter_mut().find(|b| b.waiting && (full || b.task.end.is_joined_here()));
        if let Some(free) = free {
            free.waiting = false;
            free.task = task.clone();
            let thread = free.thread;
            drop(core);
            rt::grant(thread);
        } else if full {
            core.blocking_queue.push_back(task.clone());
            drop(core);
            task.link();
        } else {
            let index = core.blocking.len();
            let thread = usize::MAX;
            core.blocking.push(BlockingThread { thread, waiting: false, task: task.clone() });
            drop(core);
            let this = self.clone();
            let body = Box::new(move || this.work_blocking(index));
            let thread = rt::thread::spawn_worker(loc, body);
            self.core().blocking[index].thread = thread;
        }
    }

    /// The life of a thread that may block.
    fn work_blocking(self: &Arc<Shared>, index: usize) {
        let _entered = context::enter(self);
        loop {
            let task = self.core().blocking[index].task.clone();
            task.run();
            if self.core().blocking.len() >= self.blocking_threads {
                self.decide("next");
            }
            let mut core = self.core();
            match core.blocking_queue.pop_front() {
                Some(next) => core.blocking[index].task = next,
                None if core.shut_down => return,
                None => {
                    core.blocking[index].waiting = true;
                    drop(core);
                    rt::wait(Pending::new("idle", None, self.created));
                    if self.core().shut_down {
                        return;
                    }
                }
            }
        }
    }

    /// What a runtime's destructor does.
    pub(crate) fn drop_runtime(&self) {
        if context::in_runtime() && !rt::panicking() {
            panic!(
                "Cannot drop a runtime in a context where blocking is not allowed. This happens when a runtime is dropped from within an asynchronous context."
            );
        }
        self.shut_down(true, self.created);
    }

    /// Ends all tasks at their next `.await`, and with `wait`, waits until the threads are gone.
    pub(crate) fn shut_down(&self, wait: bool, loc: Loc) {
        if std::mem::replace(&mut self.core().closed, true) {
            return;
        }
        let tasks = std::mem::take(&mut self.core().tasks);
        if tasks.iter().any(|task| !task.end.is_joined()) {
            rt::task::ask(CUT_SHORT);
        }
        for task in &tasks {
            task.shut_down(loc);
        }
        let (idle, threads) = {
            let mut core = self.core();
            core.shut_down = true;
            core.queue.clear();
            core.blocking_queue.clear();
            let Core { workers, blocking, .. } = &mut *core;
            let workers = workers.iter_mut().map(|w| (&mut w.waiting, w.thread));
            let blocking = blocking.iter_mut().map(|b| (&mut b.waiting, b.thread));
            let (mut idle, mut threads) = (Vec::new(), Vec::new());
            for (waiting, thread) in workers.chain(blocking) {
                threads.push(thread);
                if std::mem::take(waiting) {
                    idle.push(thread);
                }
            }
            (idle, threads)
        };
        idle.into_iter().for_each(rt::grant);
        if wait {
            for thread in threads {
                rt::thread::join(thread, "shutdown", loc);
            }
        }
    }
}

/// The runtime that this thread is in; panics where there is none.
#[track_caller]
pub(crate) fn current() -> Arc<Shared> {
    match context::entered() {
        Some(shared) => shared,
        None => panic!(
            "there is no reactor running, must be called from the context of a Tokio 1.x runtime"
        ),
    }
}

/// The runtime that this thread is in, for its timers; panics where there are none.
#[track_caller]
pub(crate) fn with_timers() -> Arc<Shared> {
    let shared = current();
    if !shared.time {
        panic!(
            "A Tokio 1.x context was found, but timers are disabled. Call `enable_time` on the runtime builder to enable timers."
        );
    }
    shared
}
