//! What an async runtime needs besides threads: tasks by name, wake-ups that order, and a way to leave out
//! what nobody can tell.
//!
//! A runtime (model-tokio) polls futures on model threads. To the learner a *task* is what has a lane, not
//! the thread that happens to run it; so a thread says which task it runs, and rows carry that task's name.
//!
//! # Looking without a step
//!
//! A poll that finds everything pending has done nothing that anybody else could notice, and its task is
//! polled again when something has changed. So whoever only *looks* (a receiver at an empty channel) need not make
//! the look a step: [`peeked`]. That is the same as having been polled later, unless something comes of the look
//! before the poll is over: another arm of a `select!` is taken, say, because this one was pending. The
//! first time that happens ([`observed`] tells) the exploration starts over, and looks from that place of the source
//! are steps, as is whatever ends them: both places are *watched*. The same when a `select!` finds that something has come
//! ([`found`]): had it come later, another arm might have been taken. What the engine cannot see is a future that counts how
//! often it was polled.
//!
//! # Finer modes
//!
//! Other things are left out for the same reason, until an execution shows that somebody can tell: see
//! the constants.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::panic::RefUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use loom::lazy_static::Lazy;

use super::{Event, Loc, Pending, lock, log, one_thread, step, unpreempted};
use crate::state::{LoomAtomic, LoomMutex, OneThread, Place, Task, me, with};

/// More tasks than workers: who takes which, and in what order they queue, matters.
pub const CROWDED: u8 = 1;
/// A runtime is shut down while tasks may be left: when they are polled matters.
pub const CUT_SHORT: u8 = 2;
/// Tasks are aborted: when they are polled matters.
pub const ABORTED: u8 = 4;

/// A new task, not yet started.
pub fn spawn(loc: Loc) -> u16 {
    let task = with(|e| {
        e.tasks.push(Task { ended: false, awaits: None });
        e.tasks.len() as u16 - 1
    });
    log(Event::new("spawn", loc).target_task(task));
    task
}

/// This thread runs that task from here on, or none. Returns which it ran before.
pub fn run(task: Option<u16>) -> Option<u16> {
    let before = with(|e| std::mem::replace(&mut e.threads[me()].task, task));
    polls();
    before
}

/// A poll begins: what was found pending in the one before does not matter any more.
pub fn polls() {
    with(|e| {
        let t = &mut e.threads[me()];
        t.peeked.clear();
        t.timed = false;
        t.selects = false;
        t.choice = None;
        match t.task {
            Some(task) => e.tasks[task as usize].awaits = None,
            None => t.awaits = None,
        }
    });
}

/// The task that this thread runs.
pub fn current() -> Option<u16> {
    with(|e| e.threads[me()].task)
}

/// The task will not be polled any more.
pub fn end(task: u16) {
    with(|e| {
        e.tasks[task as usize].ended = true;
        e.changed();
    });
}

/// Tasks that were spawned and have not ended.
pub fn alive() -> usize {
    with(|e| e.tasks.iter().filter(|t| !t.ended).count())
}

/// This thread does not wait any more, whoever has granted it meanwhile.
pub fn wakes_up() {
    with(|e| e.threads[me()].granted = false);
}

/// What was polled last was pending: whoever runs on this thread waits in that operation now.
pub fn awaits(pending: Pending) {
    super::note_begin(pending);
    with(|e| {
        let t = &mut e.threads[me()];
        match t.task {
            Some(task) => e.tasks[task as usize].awaits = Some(pending),
            None => t.awaits = Some(pending),
        }
    });
}

/// Nobody runs that task yet: it waits for that.
pub fn queued(task: u16, pending: Pending) {
    with(|e| e.tasks[task as usize].awaits = Some(pending));
}

/// What the future that this thread itself runs (`block_on`) waits in, if it said so.
pub fn awaited() -> Option<Pending> {
    with(|e| e.threads[me()].awaits)
}

/// Whoever runs on this thread holds this object: for the schedule's sake, where no lock of the engine's is involved.
pub fn holds(object: u32) {
    with(|e| {
        let (thread, task) = (me(), e.threads[me()].task);
        let object = &mut e.objects[object as usize];
        object.owner = Some(thread);
        object.owner_task = task;
    });
}

/// Nobody does any more.
pub fn lets_go(object: u32) {
    with(|e| e.objects[object as usize].owner = None);
}

/// Whoever runs on this thread reads it, perhaps together with others.
pub fn reads(object: u32) {
    with(|e| {
        let reader = (me(), e.threads[me()].task);
        e.objects[object as usize].readers.push(reader);
    });
}

/// … and does so no more. A task may have moved to another thread meanwhile.
pub fn reads_no_more(object: u32) {
    with(|e| {
        let (thread, task) = (me(), e.threads[me()].task);
        let readers = &mut e.objects[object as usize].readers;
        let same = |reader: &(usize, Option<u16>)| match task {
            Some(_) => reader.1 == task,
            None => *reader == (thread, None),
        };
        if let Some(i) = readers.iter().position(same) {
            readers.swap_remove(i);
        }
    });
}

/// A look without a step, whatever it comes to.
pub fn looks(op: &'static str, loc: Loc) {
    super::note_begin(Pending::new(op, None, loc));
}

/// Whether looking from here, or bringing about what was created here, has to be a step.
pub fn is_watched(at: Loc) -> bool {
    let place = Place::from(at);
    with(|e| e.finer.all || e.finer.places.contains(&place))
}

/// Looked without a step, from the first place, at what was created at the second, and it was pending.
pub fn peeked(from: Loc, created: Loc) {
    with(|e| e.threads[me()].peeked.extend([Place::from(from), created.into()]));
}

/// From the next exploration on, it has to be a step.
pub fn watch(at: Loc) {
    with(|e| e.watch(vec![at.into()]));
}

/// Whether somebody can tell how much there is in what was created here.
pub fn is_counted(created: Loc) -> bool {
    let place = Place::from(created);
    with(|e| e.finer.all || e.finer.counted.contains(&place))
}

/// From the next exploration on, somebody can.
pub fn count(created: Loc) {
    with(|e| {
        let place = Place::from(created);
        if !e.finer.counted.contains(&place) {
            e.finer.counted.push(place);
            e.found_finer = true;
        }
    });
}

/// Whether somebody can tell that who sends into what was created here has a place in it first, and brings the value
/// then. Not where everything is finer, too: with each send in two steps few programs are explored to their end.
pub fn is_halved(created: Loc) -> bool {
    let place = Place::from(created);
    with(|e| e.finer.halved.contains(&place))
}

/// From the next exploration on, somebody can.
pub fn halve(created: Loc) {
    with(|e| {
        let place = Place::from(created);
        if !e.finer.halved.contains(&place) {
            e.finer.halved.push(place);
            e.found_finer = true;
        }
    });
}

/// Something came of what this poll has seen so far.
pub fn observed() {
    with(|e| {
        let t = &mut e.threads[me()];
        // Whatever else this poll asks is asked after the `select!`.
        t.selects = false;
        let peeked = std::mem::take(&mut t.peeked);
        e.watch(peeked);
    });
}

/// The poll is over, and all of it was pending. Unless it is over at some time by itself, nothing comes of it.
pub fn unobserved() {
    let (timed, choice) = with(|e| {
        let t = &mut e.threads[me()];
        (std::mem::take(&mut t.timed), t.choice.take())
    });
    if choice == Some(true) && !with(|e| e.finer.all) {
        // Who was asked first made no difference.
        loom::skip_branch();
    }
    if timed {
        return observed();
    }
    with(|e| e.threads[me()].peeked.clear());
}

/// This poll asks several futures, and which of them first was a choice: the first alternative, or another. Should all
/// of them be pending, and have done nothing but look, it made no difference; then the first one's executions are
/// enough, and of this alternative there is only this one.
pub fn chose(another: bool) {
    with(|e| e.threads[me()].choice = Some(another));
}

/// This poll asks several futures, and goes on with the first that is not pending.
pub fn selects() {
    with(|e| e.threads[me()].selects = true);
}

/// What was awaited from the first place had come when it was asked for, and whoever brought it about (it was created at the second
/// place) did so as part of a step before. If it was not all that was asked for, then it matters that it might have come later.
pub fn found(from: Loc, created: Loc) {
    if with(|e| e.threads[me()].selects) {
        with(|e| e.watch(vec![from.into(), created.into()]));
    }
}

/// This poll does something, besides looking, that has no row.
pub fn acts() {
    with(|e| e.threads[me()].choice = None);
}

/// What this poll waits for comes to an end by itself, in some schedule before anything else happens.
pub fn timed() {
    with(|e| e.threads[me()].timed = true);
}

/// Whether this mode is on. Once asked for, it is on from the next exploration on.
pub fn finer(mode: u8) -> bool {
    with(|e| e.finer.all || e.finer.modes & mode != 0)
}

/// Asks for this mode.
pub fn ask(mode: u8) {
    with(|e| {
        if e.finer.modes & mode == 0 {
            e.finer.modes |= mode;
            e.found_finer = true;
        }
    });
}

/// An order of steps, and no more: others may run before each, and nothing is published by them.
pub struct Turn(OneThread<Arc<LoomAtomic>>);

// SAFETY: one OS thread explores, and all model threads are coroutines on it.
unsafe impl Sync for Turn {}

impl Turn {
    #[expect(clippy::new_without_default, reason = "it is tied to an execution")]
    pub fn new() -> Turn {
        Turn(one_thread(Arc::new(LoomAtomic::new(0))))
    }

    /// A step, ordered with all others of this order.
    pub fn take(&self, op: &'static str, loc: Loc) {
        step(Pending::new(op, None, loc), || self.0.0.fetch_add(0, Relaxed));
    }
}

/// Places where some of the operations on one thing meet: those that matter to each other. What does not meet, the
/// explorer need not try in both orders.
pub struct Meetings(RefCell<(u64, Vec<Arc<LoomMutex>>)>);

// SAFETY: one OS thread explores, and all model threads are coroutines on it.
unsafe impl Send for Meetings {}
// SAFETY: as above.
unsafe impl Sync for Meetings {}
// A panic of an answer's comes between two steps, when it is whole.
impl RefUnwindSafe for Meetings {}

impl Meetings {
    #[expect(clippy::new_without_default, reason = "nobody has met yet")]
    pub const fn new() -> Meetings {
        Meetings(RefCell::new((0, Vec::new())))
    }

    fn at(&self, i: usize) -> Arc<LoomMutex> {
        let number = with(|e| e.number);
        let mut places = self.0.borrow_mut();
        if places.0 != number {
            *places = (number, Vec::new());
        }
        while places.1.len() <= i {
            places.1.push(Arc::new(LoomMutex::new(())));
        }
        places.1[i].clone()
    }

    /// A step, ordered with its like at the same place.
    pub fn pass(&self, i: usize, pending: Pending) {
        let place = self.at(i);
        lock::pass_mutex(&place, pending);
    }

    /// The same as part of the step before.
    pub fn touch(&self, i: usize) {
        let place = self.at(i);
        unpreempted(|| drop(lock::acquire_for_life(&place)));
    }
}

/// A way from one thread to another: what was done before one [`Link::join`] can be read after the next. Not
/// a step, and, unlike a gate passed in a hurry, nothing that loom would try in another order: for wake-ups,
/// which happen inside of other operations, and for what can be noticed only when it is over.
///
/// loom has such a thing for its `lazy_static`s, whose initialisation happens before every use. So each
/// `join` uses the last one's static, if there is one, and initialises a fresh one.
pub struct Link(Cell<Option<(u64, &'static Lazy<()>)>>);

// SAFETY: one OS thread explores, and all model threads are coroutines on it.
unsafe impl Send for Link {}
// SAFETY: as above.
unsafe impl Sync for Link {}
// As for `Meetings`.
impl RefUnwindSafe for Link {}

impl Link {
    #[expect(clippy::new_without_default, reason = "nobody has joined it yet")]
    pub const fn new() -> Link {
        Link(Cell::new(None))
    }

    /// What came before any join so far comes before what this thread does now; and what it has done
    /// comes before what others do after their joins.
    pub fn join(&self) {
        self.follow();
        let number = with(|e| e.number);
        let fresh = fresh(number);
        fresh.get();
        self.0.set(Some((number, fresh)));
    }

    /// Only the first half.
    pub fn follow(&self) {
        if let Some((number, last)) = self.0.get()
            && number == with(|e| e.number)
        {
            last.get();
        }
    }
}

/// A lazy static that this execution has not used yet. They are kept for the next one.
fn fresh(number: u64) -> &'static Lazy<()> {
    thread_local! {
        static ALL: RefCell<Vec<&'static Lazy<()>>> = const { RefCell::new(Vec::new()) };
        static USED: Cell<(u64, usize)> = const { Cell::new((0, 0)) };
    }
    let used = if USED.get().0 == number { USED.get().1 } else { 0 };
    USED.set((number, used + 1));
    ALL.with_borrow_mut(|all| {
        if used == all.len() {
            // loom knows it by its address.
            all.push(Box::leak(Box::new(Lazy { init: || (), _p: PhantomData })));
        }
        all[used]
    })
}
