//! What the stand-ins are built from: steps, locks, gates, atomics, threads, time.
//!
//! Everything a check can observe goes through [`step`]: that is where the explorer may let another
//! thread run. Between two steps a thread runs alone, so the stand-ins' own bookkeeping needs no
//! synchronisation and may not contain a step.

pub mod atomic;
pub mod cell;
mod choose;
pub mod ends;
pub mod guarded;
pub mod local;
pub mod lock;
pub(crate) mod looks;
pub mod once;
pub mod rwlock;
pub mod spin;
pub mod statics;
pub mod task;
pub mod thread;
pub mod time;

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, Location, RefUnwindSafe, catch_unwind, resume_unwind};

pub use self::choose::{among, choose, choose_first, flip, pick, wakes_spuriously};
pub use crate::state::{Event, Loc, Pending, Place, Value, Wait, me};
use crate::state::{Exec, OneThread, set_me, with};
use crate::{stop, watchdog};

/// An operation that others may notice: the explorer may run any other thread before `f` acts.
pub fn step<R>(pending: Pending, f: impl FnOnce() -> R) -> R {
    let thread = me();
    watchdog::tick();
    let too_many = with(|e| {
        // A look that found something pending led to this.
        let peeked = std::mem::take(&mut e.threads[thread].peeked);
        e.watch(peeked);
        e.threads[thread].pending = Some(pending);
        e.threads[thread].last = Some(pending);
        e.count_alone(thread);
        e.branches += 1;
        e.branches > e.max_branches
    });
    if too_many {
        stop::too_many_branches();
    }
    let result = f();
    set_me(thread);
    let again = with(|e| {
        e.threads[thread].pending = None;
        e.note(thread as u8, pending.op, pending.place)
    });
    if let Err(sentence) = again {
        stop::nondeterministic(sentence);
    }
    result
}

/// Something that counts as a step, so that an execution has an end, but is none.
pub(crate) fn count() {
    watchdog::tick();
    let too_many = with(|e| {
        e.branches += 1;
        e.branches > e.max_branches
    });
    if too_many {
        stop::too_many_branches();
    }
}

/// A step that is never interrupted: it is ordered with its like on the same object, but no schedule
/// differs only in what happens just before it.
pub(crate) fn unpreempted<R>(f: impl FnOnce() -> R) -> R {
    loom::stop_exploring();
    let result = f();
    loom::explore();
    result
}

/// Adds a row to the schedule.
pub fn log(mut event: Event) {
    event.thread = me() as u8;
    let pushed = with(|e| {
        let t = &mut e.threads[me()];
        t.choice = None;
        if e.no_log {
            return Ok(());
        }
        event.task = t.task;
        e.push(event)
    });
    if let Err(sentence) = pushed {
        stop::nondeterministic(sentence);
    }
}

/// Something changed that others may be polling for.
pub fn changed() {
    with(Exec::changed);
}

/// Notes that an operation begins whose row comes when it is over: whether it had begun when somebody else did
/// something makes another schedule.
pub(crate) fn note_begin(pending: Pending) {
    let thread = me() as u8;
    if let Err(sentence) = with(|e| e.note(thread, pending.op, pending.place)) {
        stop::nondeterministic(sentence);
    }
}

/// Waits until somebody grants this thread. Whatever makes the grant possible must be done in a step
/// of the granter's that the explorer can order with one of the waiter's.
pub fn wait(pending: Pending) {
    waits();
    wait_for_a_lock(pending);
}

/// This thread has to wait for what another one does, or for a time (see `witness::waits`).
pub(crate) fn waits() {
    with(|e| e.threads[me()].waits += 1);
}

/// As `wait`, for no more than that others leave a lock.
pub(crate) fn wait_for_a_lock(pending: Pending) {
    let thread = me();
    let pending = match pending.wait {
        Wait::Task(_) => pending,
        _ => pending.waiting(Wait::Grant),
    };
    note_begin(pending);
    step(pending, || {
        // loom's own token is lost when its thread blocks elsewhere in between: never rely on it.
        while !with(|e| std::mem::take(&mut e.threads[thread].granted)) {
            loom::thread::park();
        }
    });
}

/// As `wait`, at several gates: whoever grants has passed one of them.
pub fn wait_at(gates: &[&lock::Gate], pending: Pending) {
    let ids = gates.iter().map(|gate| gate.id()).collect();
    with(|e| e.threads[me()].waits_at = ids);
    wait(pending);
    with(|e| e.threads[me()].waits_at.clear());
}

/// Lets a waiting thread go on; what happened here so far happened before its next step.
pub fn grant(thread: usize) {
    let handle = with(|e| {
        e.threads[thread].granted = true;
        // Whoever sleeps longer need not wait for it.
        e.threads[thread].deadline = None;
        e.threads[thread].handle.clone()
    });
    match handle {
        Some(handle) => handle.unpark(),
        None => stop::not_modelled("a thread was granted before it ran".into()),
    }
}

/// Stops: the model does not know this.
pub fn not_modelled(sentence: &str) -> ! {
    stop::not_modelled(sentence.into())
}

/// Stops: what happened here ends the whole program.
pub fn abort(sentence: String) -> ! {
    stop::fail("panic", sentence, None)
}

/// Something was left out that might matter here: should nothing else be wrong, the verdict is that nobody knows.
pub fn unsure(sentence: &str) {
    with(|e| {
        e.unsure.get_or_insert_with(|| sentence.into());
    });
}

/// As of now, work lies around at `whose` that a real program had a thread for, and the model has not: if
/// everybody waits, that is no deadlock. Or, without a sentence, it does not any more.
pub fn short_of_threads(whose: usize, sentence: Option<String>) {
    with(|e| {
        e.short.retain(|(other, _)| *other != whose);
        e.short.extend(sentence.map(|sentence| (whose, sentence)));
    });
}

/// How many steps there were so far: if a thread finds no more of them after something it did, that was none.
pub fn steps() -> usize {
    with(|e| e.branches)
}

/// As `catch_unwind`, for one model thread: it is not panicking any more.
pub fn catch<R>(f: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
    let before = panics();
    catch_unwind(AssertUnwindSafe(f)).inspect_err(|_| with(|e| e.threads[me()].panicking = before))
}

/// As `resume_unwind`, for one model thread: it is panicking again.
pub fn resume(payload: Box<dyn Any + Send>) -> ! {
    with(|e| e.threads[me()].panicking += 1);
    resume_unwind(payload)
}

fn panics() -> u32 {
    with(|e| e.threads[me()].panicking)
}

/// Whether this model thread unwinds.
pub fn panicking() -> bool {
    panics() > 0
}

/// The place of an object of the explorer's in a value that may outlive executions (a static).
pub struct Slot {
    /// The execution it was bound in, and its object there.
    bound: Cell<(u64, u32)>,
    created: Loc,
}

// SAFETY: one OS thread explores, and all model threads are coroutines on it; nobody else uses a slot.
unsafe impl Send for Slot {}
// SAFETY: as above.
unsafe impl Sync for Slot {}
// A panic of an answer's comes between two steps, when a slot is whole.
impl RefUnwindSafe for Slot {}

/// When a slot was touched before.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Touched {
    Never,
    InThisExecution,
    InAnother,
}

impl Slot {
    /// Remembers who created it.
    #[expect(clippy::new_without_default, reason = "`default` would hide who created it")]
    #[track_caller]
    pub const fn new() -> Slot {
        Slot { bound: Cell::new((0, 0)), created: Location::caller() }
    }

    /// For an object that is created on somebody's behalf.
    pub const fn at(created: Loc) -> Slot {
        Slot { bound: Cell::new((0, 0)), created }
    }

    pub fn touched(&self) -> Touched {
        match self.bound.get().0 {
            0 => Touched::Never,
            number if number == with(|e| e.number) => Touched::InThisExecution,
            _ => Touched::InAnother,
        }
    }

    fn get(&self) -> Option<u32> {
        let (number, id) = self.bound.get();
        (number != 0 && number == with(|e| e.number)).then_some(id)
    }

    fn bind(&self, id: u32) {
        self.bound.set((with(|e| e.number), id));
    }

    fn unbind(&self) {
        self.bound.set((0, 0));
    }
}

pub(crate) fn one_thread<T>(value: T) -> OneThread<T> {
    OneThread(value)
}
