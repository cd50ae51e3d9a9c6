//! A pool.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::rt::task::{CROWDED, Link, Turn};
use model::rt::{self, Event, Loc, Pending, Value};

use super::latch::Latch;
use super::{Payload, works};
use crate::Here;

/// How many workers of a pool are modelled: loom has five threads.
const WORKERS: usize = 2;

/// Threads of a pool that was not told how many: what `available_parallelism` says.
pub(crate) const DEFAULT_THREADS: usize = 2;

/// Gives each worker its name.
pub(crate) type Namer = Box<dyn FnMut(usize) -> String>;

/// A closure that a worker runs once.
pub(super) struct Job {
    task: u16,
    loc: Loc,
    /// What was done before it was pushed.
    link: Link,
    /// How it ends, for the schedule.
    body: Box<dyn FnOnce() -> &'static str>,
    latch: Option<Arc<Latch>>,
}

/// Jobs of which the one pushed first is run first, whoever takes which.
pub(crate) struct Fifo(Mutex<VecDeque<Here<Job>>>);

impl Fifo {
    pub(crate) fn new() -> Arc<Fifo> {
        Arc::new(Fifo(Mutex::default()))
    }
}

enum Queued {
    Job(Job),
    /// The first one of those.
    First(Arc<Fifo>),
}

impl Queued {
    fn job(self) -> Job {
        match self {
            Queued::Job(job) => job,
            Queued::First(fifo) => {
                let first = fifo.0.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                let Some(first) = first else { unreachable!("as many as were queued") };
                first.0
            }
        }
    }
}

struct Worker {
    thread: usize,
    /// For something to do, or for a latch.
    waiting: bool,
    gone: bool,
    assigned: Option<Queued>,
    /// Its own jobs: it takes the newest, a thief the oldest.
    queue: VecDeque<Queued>,
    /// Those of its `spawn_fifo`.
    fifo: Arc<Fifo>,
}

#[derive(Default)]
struct Core {
    workers: Vec<Worker>,
    /// From outside.
    injected: VecDeque<Queued>,
    /// Jobs whose end nobody has waited for yet.
    unjoined: usize,
    /// The first thread from outside that came with a job.
    customer: Option<usize>,
    /// Workers that find nothing to do leave.
    closing: bool,
    namer: Option<Namer>,
}

impl Core {
    fn queued(&self) -> bool {
        !self.injected.is_empty() || self.workers.iter().any(|worker| !worker.queue.is_empty())
    }
}

/// A pool.
pub(crate) struct Registry {
    /// As many as it was built for.
    pub(crate) threads: usize,
    created: Loc,
    execution: u64,
    /// The order of decisions: who does what.
    decisions: Turn,
    core: Mutex<Here<Core>>,
}

impl Registry {
    pub(crate) fn new(threads: usize, namer: Option<Namer>, created: Loc) -> Arc<Registry> {
        Arc::new(Registry {
            threads,
            created,
            execution: rt::thread::execution(),
            decisions: Turn::new(),
            core: Mutex::new(Here(Core { namer, ..Core::default() })),
        })
    }

    fn look<R>(&self, f: impl FnOnce(&mut Core) -> R) -> R {
        let mut core: MutexGuard<'_, Here<Core>> =
            self.core.lock().unwrap_or_else(PoisonError::into_inner);
        f(&mut core.0)
    }

    fn limit(&self) -> usize {
        self.threads.min(WORKERS)
    }

    /// A step, if the order of decisions matters.
    fn decide(&self) {
        if rt::task::finer(CROWDED) {
            self.decisions.take("schedule", self.created);
        }
    }

    /// The number of this thread among the workers.
    fn my_index(self: &Arc<Registry>) -> Option<usize> {
        let (registry, index) = super::works_for()?;
        Arc::ptr_eq(&registry, self).then_some(index)
    }

    /// What this worker spawns first comes first in.
    pub(crate) fn my_fifo(self: &Arc<Registry>) -> Option<Arc<Fifo>> {
        let index = self.my_index()?;
        Some(self.look(|core| core.workers[index].fifo.clone()))
    }

    /// A job. Its latch is set when it is done. Returns its task.
    ///
    /// # Safety
    ///
    /// What `f` borrows must live until the latch is set.
    pub(crate) unsafe fn push<'a>(
        self: &Arc<Registry>,
        loc: Loc,
        latch: &Arc<Latch>,
        f: impl FnOnce() + 'a,
    ) -> u16 {
        let body = move || {
            f();
            "finished"
        };
        // SAFETY: as promised.
        unsafe { self.push_job(loc, Some(latch.clone()), None, body) }
    }

    /// A job that nobody waits for, or only together with others.
    ///
    /// # Safety
    ///
    /// What `body` borrows must live until it has returned, and the latch was set.
    pub(crate) unsafe fn push_job<'a>(
        self: &Arc<Registry>,
        loc: Loc,
        latch: Option<Arc<Latch>>,
        fifo: Option<&Arc<Fifo>>,
        body: impl FnOnce() -> &'static str + 'a,
    ) -> u16 {
        let body: Box<dyn FnOnce() -> &'static str + 'a> = Box::new(body);
        // SAFETY: the caller sees to it that what is borrowed outlives the job.
        let body = unsafe {
            std::mem::transmute::<
                Box<dyn FnOnce() -> &'static str + 'a>,
                Box<dyn FnOnce() -> &'static str + 'static>,
            >(body)
        };
        let task = rt::task::spawn(loc);
        rt::task::queued(task, Pending::new("the queue", None, loc));
        let job = Job { task, loc, link: Link::new(), body, latch };
        job.link.join();
        let queued = match fifo {
            None => Queued::Job(job),
            Some(fifo) => {
                let mut jobs = fifo.0.lock().unwrap_or_else(PoisonError::into_inner);
                jobs.push_back(Here(job));
                drop(jobs);
                Queued::First(fifo.clone())
            }
        };
        self.schedule(queued);
        task
    }

    fn schedule(self: &Arc<Registry>, job: Queued) {
        let mine = self.my_index();
        let crowded = self.look(|core| {
            core.unjoined += 1;
            let me = rt::me();
            let others = mine.is_none() && *core.customer.get_or_insert(me) != me;
            others || core.unjoined > self.limit()
        });
        if crowded {
            rt::task::ask(CROWDED);
        }
        self.decide();
        enum To {
            Worker(usize),
            New(Queued),
            Queue,
        }
        let to = self.look(|core| {
            let free = core.workers.iter().position(|worker| worker.waiting && !worker.gone);
            if let Some(free) = free {
                let worker = &mut core.workers[free];
                worker.waiting = false;
                worker.assigned = Some(job);
                return To::Worker(worker.thread);
            }
            if core.workers.iter().filter(|worker| !worker.gone).count() < self.limit() {
                return To::New(job);
            }
            match mine {
                Some(index) => core.workers[index].queue.push_back(job),
                None => core.injected.push_back(job),
            }
            To::Queue
        });
        match to {
            To::Worker(thread) => rt::grant(thread),
            To::New(job) => self.hire(job),
            To::Queue => self.tell_whether_short(),
        }
    }

    /// Another worker, with something to do.
    fn hire(self: &Arc<Registry>, job: Queued) {
        let (index, name) = self.look(|core| {
            let index = core.workers.len();
            let name = core.namer.as_mut().map(|namer| namer(index));
            core.workers.push(Worker {
                thread: usize::MAX,
                waiting: false,
                gone: false,
                assigned: Some(job),
                queue: VecDeque::new(),
                fifo: Fifo::new(),
            });
            (index, name)
        });
        let (this, closes) = (self.clone(), self.clone());
        let body = Box::new(move || this.work(index));
        let at_end: Option<Box<dyn FnOnce()>> =
            (index == 0).then(|| Box::new(move || closes.close()) as _);
        // Nobody does anything before its thread is known.
        let thread = rt::thread::spawn_server(name, self.created, body, at_end);
        self.look(|core| core.workers[index].thread = thread);
    }

    /// A worker's life.
    fn work(self: Arc<Registry>, index: usize) {
        works(&self, index);
        let idle = Pending::new("idle", None, self.created);
        loop {
            let mut leaves = false;
            self.help(index, idle, |waits| {
                leaves = waits && self.look(|core| core.closing);
                waits && !leaves
            });
            if leaves {
                return self.look(|core| core.workers[index].gone = true);
            }
        }
    }

    /// Does one job, if there is one; else, if `may_wait` says so, waits to be woken. It is told whether there is
    /// nothing to do.
    pub(super) fn help(
        self: &Arc<Registry>,
        index: usize,
        pending: Pending,
        mut may_wait: impl FnMut(bool) -> bool,
    ) {
        let job = match self.look(|core| core.workers[index].assigned.take()) {
            Some(job) => Some(job),
            None => {
                self.decide();
                self.look(|core| {
                    let count = core.workers.len();
                    let own = core.workers[index].queue.pop_back();
                    let others = (0..count).filter(|&other| other != index);
                    own.or_else(|| {
                        others.into_iter().find_map(|other| core.workers[other].queue.pop_front())
                    })
                    .or_else(|| core.injected.pop_front())
                })
            }
        };
        if let Some(job) = job {
            may_wait(false);
            self.tell_whether_short();
            return run(job.job());
        }
        // From the look to here there was no step.
        if may_wait(true) {
            self.look(|core| core.workers[index].waiting = true);
            rt::wait(pending);
        }
    }

    /// Wakes a worker, if it waits.
    pub(super) fn wake(&self, index: usize) {
        let waits = self.look(|core| {
            let worker = &mut core.workers[index];
            std::mem::take(&mut worker.waiting).then_some(worker.thread)
        });
        if let Some(thread) = waits {
            rt::grant(thread);
        }
    }

    /// The ends of so many jobs come before what is done here.
    pub(crate) fn joined(&self, jobs: usize) {
        self.look(|core| core.unjoined -= jobs);
    }

    /// Lets the workers go when all is done.
    pub(crate) fn close(&self) {
        if self.execution != rt::thread::execution() {
            return;
        }
        self.look(|core| core.closing = true);
        for index in 0..self.look(|core| core.workers.len()) {
            self.wake(index);
        }
    }

    /// A pool that was built for more threads than are modelled, with a job that one of the others would do.
    fn tell_whether_short(&self) {
        if self.threads <= WORKERS {
            return;
        }
        let sentence = self.look(|core| core.queued()).then(|| {
            format!(
                "this needs more than two of the {} threads of the pool built at line {}; the model has two",
                self.threads,
                self.created.line()
            )
        });
        rt::short_of_threads(std::ptr::from_ref(self).addr(), sentence);
    }

    /// Runs `f` on a worker.
    pub(crate) fn run_inside<R>(
        self: &Arc<Registry>,
        op: &'static str,
        loc: Loc,
        f: impl FnOnce() -> R,
    ) -> R {
        if self.my_index().is_some() {
            return f();
        }
        let latch = Latch::new(1);
        let mut result: Option<Result<R, Payload>> = None;
        // SAFETY: this function waits for the job before it returns, and panics nowhere in between.
        let task = unsafe { self.push(loc, &latch, || result = Some(rt::catch(f))) };
        latch.wait(op, Some(task), loc);
        self.joined(1);
        match result {
            Some(Ok(result)) => result,
            Some(Err(payload)) => rt::resume(payload),
            None => unreachable!("the job is done"),
        }
    }

    /// A job that nobody waits for: its panic ends the program.
    pub(crate) fn spawn(
        self: &Arc<Registry>,
        loc: Loc,
        fifo: Option<&Arc<Fifo>>,
        f: impl FnOnce() + 'static,
    ) {
        let body = move || match rt::catch(f) {
            Ok(()) => "finished",
            Err(payload) => rt::abort(format!(
                "a job of `spawn` panicked, and nobody can catch that: the process aborts ({})",
                text(&payload)
            )),
        };
        // SAFETY: it borrows nothing.
        unsafe { self.push_job(loc, None, fifo, body) };
    }
}

fn text(payload: &Payload) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a payload that is no text")
}

fn run(job: Job) {
    job.link.follow();
    let before = rt::task::run(Some(job.task));
    let how = (job.body)();
    rt::log(Event::new("end", job.loc).value(Value::Text(how)));
    rt::task::end(job.task);
    if let Some(latch) = &job.latch {
        latch.set();
    }
    rt::task::run(before);
}
