//! Locks, and gates: locks that are held for an instant only.
//!
//! A lock is loom's mutex: a thread that waits for it is simply not schedulable, and unlocking is no
//! step, which keeps state spaces small. That is complete as long as nobody can *look* at a lock
//! without waiting for it. The first `try_lock` (or `is_poisoned`) therefore starts the exploration over
//! with `watched` locks, where taking and leaving are steps through the same mutex, used as a gate,
//! and waiting is the engine's own. loom's own `try_lock` is of no use: it waits when another thread
//! takes the lock first.

use std::sync::Arc;

use super::{
    Event, Loc, Pending, Slot, Wait, grant, log, one_thread, step, unpreempted, wait_for_a_lock,
};
use crate::state::{Exec, LoomGuard, LoomMutex, Place, Sync, me, with};

/// A lock without data; `const`, so that it may live in a static.
pub struct RawLock {
    slot: Slot,
    kind: &'static str,
}

impl RawLock {
    /// `kind` is what the schedule calls it.
    #[track_caller]
    pub const fn new(kind: &'static str) -> RawLock {
        RawLock { slot: Slot::new(), kind }
    }

    /// On behalf of whoever stands at `created`.
    pub const fn at(kind: &'static str, created: Loc) -> RawLock {
        RawLock { slot: Slot::at(created), kind }
    }

    pub fn touched(&self) -> super::Touched {
        self.slot.touched()
    }

    /// The object in this execution.
    pub fn id(&self) -> u32 {
        self.slot.get().unwrap_or_else(|| {
            let mutex = Arc::new(LoomMutex::new(()));
            let created = Place::from(self.slot.created);
            let sync = Sync::Lock { mutex, held: None, waiters: Vec::new() };
            let id = with(|e| e.new_object(self.kind, created, sync));
            self.slot.bind(id);
            id
        })
    }

    /// Takes the lock. `op` is its name in the schedule.
    pub fn lock(&self, op: &'static str, loc: Loc) {
        let id = self.id();
        let pending = Pending::new(op, Some(id), loc);
        super::spin::gets_nowhere(pending);
        if with(|e| e.watched) {
            loop {
                pass(id, pending);
                let free = with(|e| {
                    let free = e.objects[id as usize].owner.is_none();
                    if !free {
                        waiters(e, id).push(me());
                    }
                    free
                });
                if free {
                    break;
                }
                wait_for_a_lock(pending);
            }
        } else {
            let guard = step(pending.waiting(Wait::Lock(id)), || acquire(&mutex_of(id)));
            with(|e| hold(e, id, guard));
        }
        // The row first: whoever is interrupted here could still have taken the lock.
        log(Event::new(op, loc).object(id));
        with(|e| take(e, id));
    }

    /// Takes the lock if nobody has it.
    pub fn try_lock(&self, op: &'static str, loc: Loc) -> bool {
        let id = self.id();
        super::spin::before_read(loc);
        look(id, Pending::new(op, Some(id), loc));
        let free = with(|e| e.objects[id as usize].owner.is_none());
        if free {
            if !with(|e| e.watched) {
                // Free, so this does not wait: it tells loom's mutex what was decided.
                let guard = unpreempted(|| acquire(&mutex_of(id)));
                with(|e| hold(e, id, guard));
            }
        } else {
            super::spin::after_read(loc, id, 0);
        }
        let mut event = Event::new(op, loc).object(id);
        event.ok = Some(free);
        event.chosen = true;
        log(event);
        if free {
            with(|e| take(e, id));
        }
        free
    }

    /// A step that sees this lock's state without taking it.
    pub fn look(&self, op: &'static str, loc: Loc) {
        let id = self.id();
        look(id, Pending::new(op, Some(id), loc));
    }

    /// Gives the lock back; `before` is done at the very moment of leaving it.
    pub fn unlock(&self, loc: Loc, before: impl FnOnce()) {
        let id = self.id();
        let watched = with(|e| e.watched);
        if watched {
            pass(id, Pending::new("unlock", Some(id), loc));
        }
        before();
        log(Event::new("unlock", loc).object(id));
        let (guard, waiting) = with(|e| {
            let holder = e.objects[id as usize].owner.take().unwrap_or(me());
            e.threads[holder].locks_held -= 1;
            e.changed();
            let Sync::Lock { held, waiters, .. } = &mut e.objects[id as usize].sync else {
                unreachable!("a lock's id")
            };
            (held.take(), std::mem::take(waiters))
        });
        drop(guard);
        // Whoever waited tries again, in any order: a std mutex promises no fairness.
        waiting.into_iter().for_each(grant);
    }
}

/// A place that all operations on something pass one at a time: one step, ordered with its like, and
/// what happened before one passage happened before the next.
pub struct Gate {
    lock: RawLock,
}

impl Gate {
    /// `kind` is what the schedule calls the thing behind the gate.
    #[track_caller]
    pub const fn new(kind: &'static str) -> Gate {
        Gate { lock: RawLock::new(kind) }
    }

    /// On behalf of whoever stands at `created`.
    pub const fn at(kind: &'static str, created: Loc) -> Gate {
        Gate { lock: RawLock::at(kind, created) }
    }

    pub fn touched(&self) -> super::Touched {
        self.lock.touched()
    }

    pub fn id(&self) -> u32 {
        self.lock.id()
    }

    /// What to wait with behind this gate.
    pub fn pending(&self, op: &'static str, loc: Loc) -> Pending {
        Pending::new(op, Some(self.id()), loc)
    }

    /// Passes.
    pub fn pass(&self, op: &'static str, loc: Loc) {
        let id = self.id();
        pass(id, Pending::new(op, Some(id), loc));
    }

    /// Passes together with the step before: for what cannot be noticed by itself, but must be ordered
    /// with what can (a sender that is not the last one leaves).
    pub fn pass_along(&self) {
        let mutex = mutex_of(self.id());
        unpreempted(|| drop(acquire(&mutex)));
    }
}

/// Passes several gates in one step: it is ordered with the operations at each of them. Without a gate it is a step
/// that is ordered with nothing.
pub fn pass_all(gates: &[&Gate], pending: Pending) {
    let Some((first, others)) = gates.split_first() else {
        return step(pending, || ());
    };
    pass(first.id(), pending);
    others.iter().for_each(|gate| gate.pass_along());
}

/// Passes a gate that is no object of the schedule.
pub(crate) fn pass_mutex(mutex: &LoomMutex, pending: Pending) {
    step(pending, || drop(acquire(mutex)));
}

fn pass(id: u32, pending: Pending) {
    let mutex = mutex_of(id);
    step(pending, || drop(acquire(&mutex)));
}

pub(crate) fn look(id: u32, pending: Pending) {
    if with(|e| e.watched) {
        return pass(id, pending);
    }
    // This execution goes on, and judges rightly; but only a new exploration finds them all.
    with(|e| e.found_watching = true);
    step(pending, || ());
}

fn acquire(mutex: &LoomMutex) -> LoomGuard {
    let Ok(guard) = mutex.lock() else {
        unreachable!("taken while panicking, hence never poisoned")
    };
    // SAFETY: the guard is kept in `Exec` beside an `Arc` of its mutex, or dropped by a caller that
    // holds one; when an execution is forgotten with locks held, the guard is forgotten too.
    unsafe { std::mem::transmute::<loom::sync::MutexGuard<'_, ()>, LoomGuard>(guard) }
}

fn mutex_of(id: u32) -> Arc<LoomMutex> {
    with(|e| match &e.objects[id as usize].sync {
        Sync::Lock { mutex, .. } => mutex.clone(),
        _ => unreachable!("a lock's id"),
    })
}

fn hold(e: &mut Exec, id: u32, guard: LoomGuard) {
    if let Sync::Lock { held, .. } = &mut e.objects[id as usize].sync {
        *held = Some(one_thread(guard));
    }
}

fn waiters(e: &mut Exec, id: u32) -> &mut Vec<usize> {
    match &mut e.objects[id as usize].sync {
        Sync::Lock { waiters, .. } => waiters,
        _ => unreachable!("a lock's id"),
    }
}

fn take(e: &mut Exec, id: u32) {
    let thread = me();
    e.objects[id as usize].owner = Some(thread);
    e.objects[id as usize].owner_task = e.threads[thread].task;
    e.threads[thread].locks_held += 1;
}

/// The guard of a thread's life.
pub(crate) fn acquire_for_life(life: &LoomMutex) -> LoomGuard {
    acquire(life)
}
