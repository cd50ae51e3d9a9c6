//! What is known of the execution that runs now: its threads, its objects, its log, its clock.
//!
//! Plain data. Nothing in here may call into loom in a way that switches threads, run an answer's
//! code, or decide a verdict; the lock around it is therefore never held for longer than a look,
//! and the watchdog, which lives on another OS thread, may look too.

use std::any::Any;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A caller's location, as the stand-ins get it from `#[track_caller]`.
pub type Loc = &'static Location<'static>;

/// loom allows five threads, the first included.
pub const MAX_THREADS: usize = 5;

/// Atomics in one execution.
pub const MOST_ATOMICS: usize = 1 << 10;

/// A place in somebody's source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: &'static str,
    pub line: u32,
    pub column: u32,
}

impl From<Loc> for Place {
    fn from(loc: Loc) -> Place {
        Place { file: loc.file(), line: loc.line(), column: loc.column() }
    }
}

/// A value in the log, kept unformatted: only a failing execution's log is ever printed.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    #[default]
    None,
    Unsigned(u64),
    Signed(i64),
    Bool(bool),
    Pointer(u64),
    Text(&'static str),
    Owned(Box<str>),
}

impl Value {
    /// As the learner would write it.
    pub fn show(&self) -> Option<String> {
        Some(match self {
            Value::None => return None,
            Value::Unsigned(v) => v.to_string(),
            Value::Signed(v) => v.to_string(),
            Value::Bool(v) => v.to_string(),
            // An address differs from run to run; whether there is one does not.
            Value::Pointer(0) => "null".into(),
            Value::Pointer(_) => "pointer".into(),
            Value::Text(v) => (*v).into(),
            Value::Owned(v) => v.to_string(),
        })
    }
}

/// One row of the schedule.
#[derive(Clone, Debug)]
pub struct Event {
    pub thread: u8,
    pub op: &'static str,
    pub object: Option<u32>,
    /// What was read, written, or came of it.
    pub value: Value,
    /// What a read-modify-write found.
    pub old: Value,
    /// What a compare-exchange hoped to find.
    pub expected: Value,
    /// The newest value, when an older one was read.
    pub latest: Value,
    pub stale: bool,
    pub ok: Option<bool>,
    pub ordering: &'static str,
    /// The thread that was spawned, joined or woken.
    pub target: Option<u8>,
    /// What is behind the lock that was taken or left, where it prints in a word. Told, not compared.
    pub holds: Value,
    /// What was done with it while the lock was held: `read`, `write`, `update` (both) or nothing.
    pub access: &'static str,
    pub place: Place,
    /// The task that the thread was running.
    pub task: Option<u16>,
    /// The task that was spawned, awaited or aborted.
    pub target_task: Option<u16>,
    /// The thread before this one was interrupted here; it could have gone on.
    pub preempted: bool,
    /// The value depends on a choice of the explorer's, so that it may differ between executions.
    pub chosen: bool,
    /// The row is itself a choice, and its value one of this many.
    pub among: u8,
}

impl Event {
    /// A row with nothing but an operation; fill in the rest.
    pub fn new(op: &'static str, place: impl Into<Place>) -> Event {
        Event {
            thread: 0,
            op,
            object: None,
            value: Value::None,
            old: Value::None,
            expected: Value::None,
            latest: Value::None,
            stale: false,
            ok: None,
            ordering: "",
            target: None,
            holds: Value::None,
            access: "",
            task: None,
            target_task: None,
            place: place.into(),
            preempted: false,
            chosen: false,
            among: 0,
        }
    }

    /// The same values; which thread did what where is compared elsewhere.
    fn same(&self, other: &Event) -> bool {
        self.value == other.value
            && self.old == other.old
            && self.expected == other.expected
            && self.ok == other.ok
    }

    /// On this object.
    pub fn object(mut self, id: u32) -> Event {
        self.object = Some(id);
        self
    }

    /// With this value.
    pub fn value(mut self, value: Value) -> Event {
        self.value = value;
        self
    }

    /// About this thread.
    pub fn target(mut self, thread: usize) -> Event {
        self.target = Some(thread as u8);
        self
    }

    /// About this task.
    pub fn target_task(mut self, task: u16) -> Event {
        self.target_task = Some(task);
        self
    }
}

/// What a thread waits for while it is inside an operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wait {
    /// Nothing: it merely has not been scheduled.
    Ready,
    /// Until nobody owns the object.
    Lock(u32),
    /// Until the thread has finished.
    Join(usize),
    /// Until somebody grants it.
    Grant,
    /// … because this task has ended.
    Task(u16),
}

/// The operation a thread is in.
#[derive(Clone, Copy, Debug)]
pub struct Pending {
    pub op: &'static str,
    pub object: Option<u32>,
    pub wait: Wait,
    pub place: Place,
}

impl Pending {
    pub fn new(op: &'static str, object: Option<u32>, place: impl Into<Place>) -> Pending {
        Pending { op, object, wait: Wait::Ready, place: place.into() }
    }

    pub fn waiting(mut self, wait: Wait) -> Pending {
        self.wait = wait;
        self
    }
}

/// Why a thread that could run has nothing to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Idle {
    No,
    /// It polls, and saw everything there is to see.
    Polling,
    /// It sleeps in a polling loop, and saw everything there is to see.
    Dozing,
    /// It sleeps, and somebody's sleep ends before.
    Queueing,
    /// It waits, and may run out of time.
    Timed,
}

/// A panic as its hook saw it.
#[derive(Clone, Debug)]
pub struct PanicSeen {
    pub message: String,
    pub place: Option<Place>,
}

/// A wrapper for what is tied to the exploring OS thread.
pub struct OneThread<T>(pub T);
// SAFETY: the values inside are created, used and dropped by the one OS thread that explores (all
// model threads are coroutines on it). The watchdog thread, the only other one, reads plain fields
// of `Exec` and never touches a wrapped value.
unsafe impl<T> Send for OneThread<T> {}

pub type LoomMutex = loom::sync::Mutex<()>;
pub type LoomGuard = loom::sync::MutexGuard<'static, ()>;
pub type LoomAtomic = loom::sync::atomic::AtomicU64;
pub type LoomNotify = loom::sync::Notify;

/// A model thread.
pub struct Thread {
    pub name: Option<String>,
    pub finished: bool,
    /// Its body ended by a panic.
    pub panicked: bool,
    pub pending: Option<Pending>,
    /// The last operation begun; what the watchdog reports.
    pub last: Option<Pending>,
    pub granted: bool,
    /// What it waits at, when that is several things at once.
    pub waits_at: Vec<u32>,
    /// `park`'s token, and whether it waits for it.
    pub token: bool,
    pub parked: bool,
    /// How many panics this thread is unwinding.
    pub panicking: u32,
    pub last_panic: Option<PanicSeen>,
    pub locks_held: usize,
    /// How often it has waited for something else than a lock.
    pub waits: usize,
    /// Somebody has waited for its end, or seen it.
    pub joined: bool,
    /// `version` when this thread last polled; what it saw before cannot have changed since.
    pub seen_version: Option<u64>,
    pub seen_clock: Duration,
    pub saw_clock: bool,
    pub saw_stale: bool,
    /// Atomics whose old values it may perhaps not read any more (see `rt::atomic::fence`).
    pub doubtful: Vec<u32>,
    pub idle: Idle,
    /// The end of its sleep.
    pub deadline: Option<Duration>,
    /// See `rt::time`.
    pub retries: u32,
    /// Reads that this thread repeats, and how often it did, while nothing changed.
    pub reads: Vec<(Place, u32, u64)>,
    pub reads_version: u64,
    pub repeats: u32,
    /// Steps of this thread since anybody else changed anything, and the `version` that they belong to.
    pub own_steps: u32,
    pub own_version: u64,
    /// Turns in which this thread was asked for another one, while nothing changed (see `spin::again`).
    /// Turns of polling since there was news.
    pub turns: u32,
    pub again_version: Option<u64>,
    pub again_turns: u32,
    /// `thread_local!` values, in order of creation, by key.
    pub locals: BTreeMap<usize, OneThread<Option<Box<dyn Any>>>>,
    pub locals_order: Vec<usize>,
    pub handle: Option<loom::thread::Thread>,
    /// Locked as long as the thread lives: whoever locks it has joined the thread.
    pub life: Option<Arc<LoomMutex>>,
    pub life_guard: Option<OneThread<LoomGuard>>,
    /// A place where `park` meets `unpark`, and `is_finished` the thread's end.
    pub gate: Option<Arc<LoomMutex>>,
    /// It belongs to a runtime: not the answer's own, and shown only by the tasks it runs.
    pub worker: bool,
    /// … and that runtime lives as long as the execution: it is told when everybody else has ended.
    pub serves: bool,
    /// The task that it runs now.
    pub task: Option<u16>,
    /// What the future that it runs by itself waits in.
    pub awaits: Option<Pending>,
    /// Where the poll that it is in has found something pending without a step (see `rt::task`).
    pub peeked: Vec<Place>,
    /// … and that this poll waits for a time as well.
    pub timed: bool,
    /// It asks several futures, and goes on with the first that is not pending.
    pub selects: bool,
    /// A choice of this poll's that may have made no difference so far, and whether it was not the first alternative.
    pub choice: Option<bool>,
}

impl Thread {
    pub fn new(name: Option<String>) -> Thread {
        Thread {
            name,
            finished: false,
            panicked: false,
            pending: None,
            last: None,
            granted: false,
            waits_at: Vec::new(),
            token: false,
            parked: false,
            panicking: 0,
            last_panic: None,
            locks_held: 0,
            waits: 0,
            joined: false,
            seen_version: None,
            seen_clock: Duration::ZERO,
            saw_clock: false,
            saw_stale: false,
            doubtful: Vec::new(),
            idle: Idle::No,
            deadline: None,
            retries: 0,
            reads: Vec::new(),
            reads_version: 0,
            repeats: 0,
            own_steps: 0,
            own_version: 0,
            turns: 0,
            again_version: None,
            again_turns: 0,
            locals: BTreeMap::new(),
            locals_order: Vec::new(),
            handle: None,
            life: None,
            life_guard: None,
            gate: None,
            worker: false,
            serves: false,
            task: None,
            awaits: None,
            peeked: Vec::new(),
            timed: false,
            selects: false,
            choice: None,
        }
    }
}

/// A task of an async runtime.
pub struct Task {
    pub ended: bool,
    /// The last operation that was pending when the task was polled.
    pub awaits: Option<Pending>,
}

/// What an object is made of.
pub enum Sync {
    /// A lock; `held` while somebody owns it.
    Lock { mutex: Arc<LoomMutex>, held: Option<OneThread<LoomGuard>>, waiters: Vec<usize> },
    /// An atomic.
    Atomic {
        cell: Arc<LoomAtomic>,
        /// The newest value stored in it, in this run's order.
        latest: u64,
        /// … by a `SeqCst` operation.
        seq_cst: bool,
        /// Some store was.
        had_seq_cst: bool,
        looks: crate::rt::looks::Looks,
    },
    /// Plain memory, and who used it.
    Cell(OneThread<crate::rt::cell::Uses>),
}

/// Something threads share.
pub struct Object {
    pub kind: &'static str,
    /// The how-manieth of its kind.
    pub ordinal: u32,
    pub created: Place,
    pub owner: Option<usize>,
    /// Who shares it with others, when nobody owns it.
    pub readers: Vec<(usize, Option<u16>)>,
    /// The task that the owner was running then.
    pub owner_task: Option<u16>,
    /// What keeps it open, and what did (see `rt::ends`).
    pub ends: Vec<End>,
    pub sync: Sync,
}

/// A thread, and the task that it was running.
pub type Who = (usize, Option<u16>);

/// An end of a channel.
pub struct End {
    pub made: Place,
    pub by: Who,
    /// Who used it last, and where.
    pub used: Option<(Who, Place)>,
    pub alive: bool,
}

impl Object {
    pub fn name(&self) -> String {
        format!("{}#{}", self.kind, self.ordinal)
    }

    /// Whose it is: a thread, and the task that this thread ran when it took it.
    pub fn owned_by(&self) -> Option<(usize, Option<u16>)> {
        self.owner.map(|owner| (owner, self.owner_task))
    }
}

/// What is explored in finer steps than at first, because an execution showed that somebody can tell.
pub struct Finer {
    /// Everything, from the beginning.
    pub all: bool,
    pub modes: u8,
    pub places: Vec<Place>,
    pub counted: Vec<Place>,
    /// Where a send is two steps: the place in the channel, and the value.
    pub halved: Vec<Place>,
    /// Where a loop turns and turns while nothing changes: this, in turn, is explored more coarsely (see `rt::spin`).
    pub endless: Vec<Place>,
    /// … and where one takes a lock again and again, which is no look (see `rt::spin::gets_nowhere`).
    pub overlong: Vec<Place>,
}

/// The execution.
pub struct Exec {
    /// Unique in this process; 0 while nothing is explored.
    pub number: u64,
    pub bound: Option<u8>,
    pub sequential: bool,
    /// Nothing is written into `log` (see `Config`).
    pub no_log: bool,
    /// Locks and thread ends are looked at without waiting for them (see `rt::lock`).
    pub watched: bool,
    /// … which this execution was the first to do.
    pub found_watching: bool,
    /// Nobody wakes for no reason, though somebody might have.
    pub calm: bool,
    pub missed_spurious: bool,
    /// Wake-ups for no reason so far.
    pub spurious: u32,
    /// What of the runtimes is explored step by step, and the places whose futures are (see `rt::task`).
    pub finer: Finer,
    /// … to which this execution has added something.
    pub found_finer: bool,
    pub max_branches: usize,
    pub branches: usize,
    /// Executions of this bound, the present one included.
    pub executions: u64,
    pub total_executions: u64,
    pub threads: Vec<Thread>,
    pub tasks: Vec<Task>,
    pub objects: Vec<Object>,
    pub log: Vec<Event>,
    pub previous: Vec<Event>,
    /// Who did what, steps and rows: finer than the log, where waiting shows only when it is over.
    pub steps: Vec<(u8, &'static str, Place)>,
    pub previous_steps: Vec<(u8, &'static str, Place)>,
    /// What was chosen (see `rt::choose`), in order, and what there was no choice about.
    pub choices: Vec<u8>,
    pub coins: usize,
    pub previous_choices: Vec<u8>,
    /// Where choices are made in turn by now, and how often each was.
    pub turns: Vec<(Place, usize)>,
    /// This execution has taken another way than the one before.
    pub diverged: bool,
    /// Grows with every change that a polling thread could be waiting for.
    pub version: u64,
    pub clock: Duration,
    /// Sleeps that ended for want of anything else to happen, in a row.
    pub idle_expiries: u32,
    pub clock_cell: Option<Arc<LoomAtomic>>,
    pub pool: Vec<Arc<LoomAtomic>>,
    pub pool_used: usize,
    pub pool_wanted: usize,
    /// The most that an execution has used.
    pub pool_most: usize,
    /// There are not enough for this execution: what it comes to does not count.
    pub pool_short: bool,
    pub preemptions: u32,
    pub most_alive: usize,
    /// What `model::sometimes` was asked, over all executions.
    pub sometimes: Vec<(&'static str, bool)>,
    /// Why it cannot be said that all is well, if nothing else is wrong.
    pub unsure: Option<String>,
    /// Why this execution may be one that no real program has: what fails in it proves nothing.
    pub doubt: Option<String>,
    /// Work that lies around though the real program would have a thread for it, by object; and what to say of it if
    /// all wait.
    pub short: Vec<(usize, String)>,
    /// What ends the threads that serve as long as the execution lasts.
    pub at_end: Vec<OneThread<Box<dyn FnOnce()>>>,
}

impl Exec {
    const EMPTY: Exec = Exec {
        number: 0,
        bound: None,
        sequential: false,
        no_log: false,
        watched: false,
        found_watching: false,
        calm: false,
        missed_spurious: false,
        spurious: 0,
        finer: Finer {
            all: false,
            modes: 0,
            places: Vec::new(),
            counted: Vec::new(),
            halved: Vec::new(),
            endless: Vec::new(),
            overlong: Vec::new(),
        },
        found_finer: false,
        max_branches: usize::MAX,
        branches: 0,
        executions: 0,
        total_executions: 0,
        threads: Vec::new(),
        tasks: Vec::new(),
        objects: Vec::new(),
        log: Vec::new(),
        previous: Vec::new(),
        steps: Vec::new(),
        previous_steps: Vec::new(),
        choices: Vec::new(),
        coins: 0,
        previous_choices: Vec::new(),
        turns: Vec::new(),
        diverged: false,
        version: 0,
        clock: Duration::ZERO,
        idle_expiries: 0,
        clock_cell: None,
        pool: Vec::new(),
        pool_used: 0,
        pool_wanted: 64,
        pool_most: 0,
        pool_short: false,
        preemptions: 0,
        most_alive: 0,
        sometimes: Vec::new(),
        unsure: None,
        doubt: None,
        short: Vec::new(),
        at_end: Vec::new(),
    };

    /// Forgets the last execution. Guards are forgotten, not dropped: dropping one would tell loom
    /// about a lock that it no longer knows.
    pub fn reset(&mut self) {
        for mut object in self.objects.drain(..) {
            if let Sync::Lock { held, .. } = &mut object.sync {
                std::mem::forget(held.take());
            }
        }
        for mut thread in self.threads.drain(..) {
            std::mem::forget(thread.life_guard.take());
        }
        self.number += 1;
        self.executions += 1;
        self.total_executions += 1;
        self.branches = 0;
        self.threads.push(Thread::new(Some("main".into())));
        self.tasks.clear();
        self.short.clear();
        self.at_end.clear();
        self.doubt = None;
        std::mem::swap(&mut self.log, &mut self.previous);
        self.log.clear();
        std::mem::swap(&mut self.steps, &mut self.previous_steps);
        self.steps.clear();
        std::mem::swap(&mut self.choices, &mut self.previous_choices);
        self.choices.clear();
        self.coins = 0;
        self.turns.clear();
        self.diverged = self.previous_steps.is_empty();
        self.version = 0;
        self.clock = Duration::ZERO;
        self.idle_expiries = 0;
        self.spurious = 0;
        self.preemptions = 0;
        self.most_alive = 0;
        // Making atomics takes time in every execution: not many more than were ever used, once one has shown that.
        self.pool_most = self.pool_most.max(self.pool_used);
        if self.total_executions > 1 {
            self.pool_wanted = (self.pool_most * 2).max(self.pool_most + 12).min(MOST_ATOMICS);
        }
        self.pool_short = false;
        self.pool.clear();
        self.pool_used = 0;
    }

    pub fn new_object(&mut self, kind: &'static str, created: Place, sync: Sync) -> u32 {
        let ordinal = 1 + self.objects.iter().filter(|o| o.kind == kind).count() as u32;
        self.objects.push(Object {
            kind,
            ordinal,
            created,
            owner: None,
            owner_task: None,
            readers: Vec::new(),
            ends: Vec::new(),
            sync,
        });
        self.objects.len() as u32 - 1
    }

    /// Something changed that others may be polling for. To whoever changed it, it is no news.
    pub fn changed(&mut self) {
        if let Some(t) = self.threads.get_mut(me()) {
            if t.seen_version == Some(self.version) {
                t.seen_version = Some(self.version + 1);
            }
            if t.own_version == self.version {
                t.own_version = self.version + 1;
            }
        }
        self.version += 1;
        self.idle_expiries = 0;
    }

    /// Cannot go on before somebody else does something.
    pub fn blocked(&self, thread: usize) -> bool {
        let t = &self.threads[thread];
        let Some(pending) = t.pending else { return false };
        match pending.wait {
            Wait::Ready => false,
            Wait::Lock(object) => self.objects[object as usize].owner.is_some(),
            Wait::Join(other) => !self.threads[other].finished,
            Wait::Grant | Wait::Task(_) => !t.granted,
        }
    }

    /// Something a polling thread could be waiting for happened since it last polled.
    pub fn news_for(&self, thread: usize) -> bool {
        let t = &self.threads[thread];
        t.saw_stale
            || t.seen_version != Some(self.version)
            || (t.saw_clock && t.seen_clock != self.clock)
    }

    /// Counts the turns of a thread that polls since there was news for it, this one included.
    pub fn turns_without_news(&mut self, thread: usize) -> u32 {
        let turns = if self.news_for(thread) { 0 } else { self.threads[thread].turns + 1 };
        self.threads[thread].turns = turns;
        turns
    }

    /// Could do something that others would notice.
    pub fn can_act(&self, thread: usize) -> bool {
        let t = &self.threads[thread];
        if t.finished || self.blocked(thread) {
            return false;
        }
        if t.granted {
            return true;
        }
        match t.idle {
            Idle::No | Idle::Timed => true,
            Idle::Polling | Idle::Dozing => self.news_for(thread),
            Idle::Queueing => self.sleeps_first(thread),
        }
    }

    /// Whether somebody else could act; and whether loom, having let them go first, would not try again
    /// what happens when they do not: so it is if one of them would take a step at once. A thread that begins, or
    /// has been granted something, does not; and time-outs come in their order anyway.
    pub fn next_to(&self, thread: usize) -> (bool, bool) {
        let mut others =
            (0..self.threads.len()).filter(|&t| t != thread && self.can_act(t)).peekable();
        let some = others.peek().is_some();
        let begun =
            |t: usize| self.threads[t].pending.is_some() && self.threads[t].idle == Idle::No;
        (some, others.any(begun))
    }

    /// Whether nobody's sleep ends before this thread's. Of two that end together either may be the first.
    pub fn sleeps_first(&self, thread: usize) -> bool {
        let end = self.threads[thread].deadline;
        end.is_some() && self.threads.iter().filter_map(|t| t.deadline).min() == end
    }

    /// Whoever sleeps and wakes first.
    pub fn first_sleeper(&self) -> Option<usize> {
        let sleepers = self.threads.iter().enumerate().filter_map(|(i, t)| Some((t.deadline?, i)));
        sleepers.min().map(|(_, i)| i)
    }

    /// From the next exploration on, looks at what was created at these places are steps.
    pub fn watch(&mut self, places: Vec<Place>) {
        for place in places {
            if !self.finer.places.contains(&place) {
                self.finer.places.push(place);
                self.found_finer = true;
            }
        }
    }

    /// From the next exploration on, whoever turns there lets others go first.
    pub fn goes_on_polling(&mut self, place: Place) {
        if !self.finer.all && !self.finer.endless.contains(&place) {
            self.finer.endless.push(place);
            self.found_finer = true;
        }
    }

    /// Counts the steps of a thread since somebody else changed something.
    pub fn count_alone(&mut self, thread: usize) {
        let version = self.version;
        let t = &mut self.threads[thread];
        if t.own_version != version {
            t.own_version = version;
            t.own_steps = 0;
        }
        t.own_steps += 1;
    }

    /// From the next exploration on, whoever comes there without news lets others go first.
    pub fn goes_on_and_on(&mut self, place: Place) {
        if !self.finer.all && !self.finer.overlong.contains(&place) {
            self.finer.overlong.push(place);
            self.found_finer = true;
        }
    }

    /// Whether somebody else's sleep ends before that.
    pub fn wakes_before(&self, moment: Duration) -> bool {
        let others = self.threads.iter().enumerate().filter(|(t, _)| *t != me());
        others.filter_map(|(_, t)| t.deadline).any(|deadline| deadline < moment)
    }

    pub fn alive(&self) -> usize {
        self.threads.iter().skip(1).filter(|t| !t.finished && !t.worker).count()
    }

    /// The learner's name for whoever did something: a task, or else a thread.
    pub fn name(&self, thread: usize, task: Option<u16>) -> String {
        match task {
            Some(task) => format!("task {}", task + 1),
            None => thread_name(thread),
        }
    }

    /// No execution comes before the next one: it is not a replay.
    pub fn forget_previous(&mut self) {
        self.log.clear();
        self.steps.clear();
        self.choices.clear();
    }

    /// Notes what a thread just did, a step or a row. The error is a sentence: the same schedule did
    /// something else than last time.
    pub fn note(&mut self, thread: u8, op: &'static str, place: Place) -> Result<(), String> {
        // Without a log nothing tells where another value was found, whatever came of it: there are no steps to compare.
        if self.no_log {
            return Ok(());
        }
        let new = (thread, op, place);
        let mut result = Ok(());
        if !self.diverged {
            match self.previous_steps.get(self.steps.len()) {
                None => self.diverged = true,
                Some(old) if old.0 != new.0 => self.diverged = true,
                Some(old) if *old != new => result = Err(otherwise(*old, new)),
                Some(_) => {}
            }
        }
        self.steps.push(new);
        result
    }

    /// Notes a choice. Whatever comes of another one than last time may be another thing, too.
    pub fn chose(&mut self, choice: u8) {
        self.diverged |= self.previous_choices.get(self.choices.len()) != Some(&choice);
        self.choices.push(choice);
    }

    /// Adds a row. The error is a sentence: the same schedule did something else than last time.
    pub fn push(&mut self, mut event: Event) -> Result<(), String> {
        if let Some(last) = self.log.last() {
            let before = last.thread as usize;
            if last.thread != event.thread
                && self.can_act(before)
                && self.threads[before].idle == Idle::No
            {
                event.preempted = true;
                self.preemptions += 1;
            }
        }
        let mut result = self.note(event.thread, event.op, event.place);
        // The rows so far are the same, so this is the same row: what it found may only differ where
        // the explorer chose.
        if !self.diverged
            && let Some(old) = self.previous.get(self.log.len())
            && !old.same(&event)
        {
            // With another value found, whatever came of it is another one, too.
            let found_otherwise =
                event.chosen && (event.old == Value::None || old.old != event.old);
            if found_otherwise || matches!(event.value, Value::Pointer(_)) {
                self.diverged = true;
            } else if result.is_ok() {
                let show = |v: &Value| v.show().unwrap_or_else(|| "nothing".into());
                result = Err(format!(
                    "under the very same schedule, `{}` at line {} had the value {} in one execution and {} in another",
                    event.op,
                    event.place.line,
                    show(&old.value),
                    show(&event.value),
                ));
            }
        }
        self.log.push(event);
        result
    }
}

fn otherwise(old: (u8, &'static str, Place), new: (u8, &'static str, Place)) -> String {
    format!(
        "under the very same schedule, {} did `{}` at line {} in one execution and `{}` at line {} in another",
        thread_name(new.0 as usize),
        old.1,
        old.2.line,
        new.1,
        new.2.line,
    )
}

/// The learner's name for a model thread.
pub fn thread_name(thread: usize) -> String {
    if thread == 0 { "main".into() } else { format!("T{thread}") }
}

static EXEC: Mutex<Exec> = Mutex::new(Exec::EMPTY);

thread_local! {
    static ME: Cell<usize> = const { Cell::new(0) };
    static EXPLORES: Cell<bool> = const { Cell::new(false) };
}

/// A look at the execution. `f` may not switch threads, and not run code of the answer.
pub fn with<R>(f: impl FnOnce(&mut Exec) -> R) -> R {
    f(&mut lock())
}

fn lock() -> MutexGuard<'static, Exec> {
    EXEC.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As `with`, unless somebody looks just now.
pub fn try_with<R>(f: impl FnOnce(&mut Exec) -> R) -> Option<R> {
    match EXEC.try_lock() {
        Ok(mut exec) => Some(f(&mut exec)),
        Err(std::sync::TryLockError::Poisoned(p)) => Some(f(&mut p.into_inner())),
        Err(std::sync::TryLockError::WouldBlock) => None,
    }
}

/// The model thread that runs now.
pub fn me() -> usize {
    ME.get()
}

/// Says who runs now: to be called whenever loom may have switched.
pub fn set_me(thread: usize) {
    ME.set(thread);
}

/// Whether this OS thread is the one that explores.
pub fn explores() -> bool {
    EXPLORES.get()
}

pub fn set_explores(yes: bool) {
    EXPLORES.set(yes);
}
