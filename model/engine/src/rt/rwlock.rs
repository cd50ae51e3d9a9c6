//! A lock that many may read, or one may write.
//!
//! All that take it pass one gate; who cannot have it waits until it is given back, and tries again: no order
//! is promised. Giving it back passes the gate along with the step before, because nobody can tell when it
//! happened but by waiting for it; unless somebody looks without waiting, see `lock`.
//!
//! Whether a reader may come in while another reads and a writer waits is left open by std: both are
//! explored. So a thread that reads twice may deadlock, in some schedule.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::lock::{self, Gate};
use super::{Event, Loc, Touched, grant, log, wait_for_a_lock};
use crate::state::{Exec, me, with};

/// The lock without data; `const`, so that it may live in a static.
pub struct RawRwLock {
    gate: Gate,
    /// A real lock, held between two steps.
    state: Mutex<State>,
}

struct State {
    writer: Option<usize>,
    /// A thread that reads twice is here twice.
    readers: Vec<usize>,
    waiting: Vec<(usize, Access)>,
}

/// How a lock is held, or wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Access {
    Read,
    Write,
}

impl Access {
    fn name(self) -> &'static str {
        match self {
            Access::Read => "read",
            Access::Write => "write",
        }
    }

    fn unlock_name(self) -> &'static str {
        match self {
            Access::Read => "read_unlock",
            Access::Write => "write_unlock",
        }
    }

    fn try_name(self) -> &'static str {
        match self {
            Access::Read => "try_read",
            Access::Write => "try_write",
        }
    }
}

impl RawRwLock {
    /// `kind` is what the schedule calls it.
    #[track_caller]
    pub const fn new(kind: &'static str) -> RawRwLock {
        let state = State { writer: None, readers: Vec::new(), waiting: Vec::new() };
        RawRwLock { gate: Gate::new(kind), state: Mutex::new(state) }
    }

    pub fn touched(&self) -> Touched {
        self.gate.touched()
    }

    /// The object in this execution.
    pub fn id(&self) -> u32 {
        if self.touched() != Touched::InThisExecution {
            // A guard may have been forgotten in the last one.
            *self.state() = State { writer: None, readers: Vec::new(), waiting: Vec::new() };
        }
        self.gate.id()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the lock.
    pub fn lock(&self, access: Access, loc: Loc) {
        let id = self.id();
        super::spin::gets_nowhere(self.gate.pending(access.name(), loc));
        loop {
            self.gate.pass(access.name(), loc);
            let (free, by_grace) = self.state().free(access);
            if free || (by_grace && super::flip()) {
                break;
            }
            self.state().waiting.push((me(), access));
            wait_for_a_lock(self.gate.pending(access.name(), loc));
        }
        log(Event::new(access.name(), loc).object(id));
        self.take(access);
    }

    /// Takes the lock if that takes no waiting.
    pub fn try_lock(&self, access: Access, loc: Loc) -> bool {
        let id = self.id();
        super::spin::before_read(loc);
        lock::look(id, self.gate.pending(access.try_name(), loc));
        let (free, by_grace) = self.state().free(access);
        let free = free || (by_grace && super::flip());
        if free && !with(|e| e.watched) {
            // What happened before the lock was given back happened before this.
            self.gate.pass_along();
        }
        if !free {
            super::spin::after_read(loc, id, 0);
        }
        let mut event = Event::new(access.try_name(), loc).object(id);
        event.ok = Some(free);
        event.chosen = true;
        log(event);
        if free {
            self.take(access);
        }
        free
    }

    fn take(&self, access: Access) {
        let (thread, id) = (me(), self.id());
        let mut state = self.state();
        match access {
            Access::Read => state.readers.push(thread),
            Access::Write => state.writer = Some(thread),
        }
        with(|e| {
            e.threads[thread].locks_held += 1;
            e.objects[id as usize].owner = state.writer;
            show_readers(e, id, &state.readers);
        });
    }

    /// A step that sees this lock's state without taking it.
    pub fn look(&self, op: &'static str, loc: Loc) {
        lock::look(self.id(), self.gate.pending(op, loc));
    }

    /// Gives the lock back; `before` is done at the very moment of leaving it.
    pub fn unlock(&self, access: Access, loc: Loc, before: impl FnOnce()) {
        self.leave(access.unlock_name(), loc);
        before();
        let (thread, id) = (me(), self.id());
        log(Event::new(access.unlock_name(), loc).object(id));
        let mut state = self.state();
        match access {
            Access::Read => {
                if let Some(i) = state.readers.iter().position(|reader| *reader == thread) {
                    state.readers.swap_remove(i);
                }
            }
            Access::Write => state.writer = None,
        }
        with(|e| e.threads[thread].locks_held -= 1);
        self.given_back(id, state, false);
    }

    /// From the only writer, to one reader more.
    pub fn downgrade(&self, loc: Loc) {
        self.leave("downgrade", loc);
        let id = self.id();
        log(Event::new("downgrade", loc).object(id));
        let mut state = self.state();
        state.writer = None;
        state.readers.push(me());
        self.given_back(id, state, true);
    }

    fn leave(&self, op: &'static str, loc: Loc) {
        match with(|e| e.watched) {
            true => self.gate.pass(op, loc),
            false => self.gate.pass_along(),
        }
    }

    fn given_back(&self, id: u32, mut state: MutexGuard<'_, State>, downgraded: bool) {
        with(|e| {
            e.changed();
            e.objects[id as usize].owner = state.writer;
            show_readers(e, id, &state.readers);
        });
        // Readers who are left keep whoever waits waiting; but the first one, who wrote so far, lets others in.
        let nobody_new = state.writer.is_none() && !state.readers.is_empty() && !downgraded;
        let waiting = if nobody_new { Vec::new() } else { std::mem::take(&mut state.waiting) };
        drop(state);
        waiting.into_iter().for_each(|(thread, _)| grant(thread));
    }
}

impl State {
    /// Whether the lock can be had; and if not, whether that is up to the system.
    fn free(&self, access: Access) -> (bool, bool) {
        match access {
            Access::Write => (self.writer.is_none() && self.readers.is_empty(), false),
            Access::Read => {
                let behind_a_writer = self.waiting.iter().any(|(_, a)| *a == Access::Write);
                let shared = self.writer.is_none();
                (shared && !behind_a_writer, shared && behind_a_writer)
            }
        }
    }
}

/// For the schedule: these read it.
fn show_readers(e: &mut Exec, id: u32, readers: &[usize]) {
    let readers = readers.iter().map(|&reader| (reader, e.threads[reader].task)).collect();
    e.objects[id as usize].readers = readers;
}
