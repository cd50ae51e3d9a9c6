//! What happens once: who does it, who waits for it, and who may know that it is done.
//!
//! It is one atomic, as in the real std, with the real one's orderings: looking is an acquire load (which may see
//! an old state), claiming an acquire read-modify-write, ending a release one. What differs is only what nobody
//! can notice:
//!
//! - A thread that has seen the end of it takes no further step: done is done, and it has acquired all there is.
//! - Whoever waits is told by whoever ends it; the real one looks again, and finds the same.
//! - `set` claims and completes in one step. In between, the real one makes others wait for a moment
//!   that ends by itself; who looks meanwhile sees what it would have seen before.

use std::sync::atomic::{AtomicU8, Ordering::*};
use std::sync::{Mutex, PoisonError};

use super::atomic::{bind, look, newest, sequential, strengthen};
use super::looks::wrote;
use super::{Event, Loc, Pending, Slot, Touched, Value, grant, log, spin, step, unpreempted, wait};
use crate::state::{Sync, me, with};

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Incomplete,
    Running,
    Complete,
    Poisoned,
}

impl State {
    /// Cells start at zero, and so does what nobody has begun.
    fn bits(self, initial: State) -> u64 {
        self as u64 ^ initial as u64
    }

    fn from_bits(bits: u64, initial: State) -> State {
        State::of(bits as u8 ^ initial as u8)
    }

    fn of(number: u8) -> State {
        [State::Incomplete, State::Running, State::Complete, State::Poisoned][number as usize]
    }
}

/// A value that the cell never holds.
const NEVER: u64 = 4;

/// What has become of an attempt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Begun {
    /// It is done, and what was done happened before.
    Complete,
    /// It failed before.
    Poisoned,
    /// It is this thread's to do, and to end.
    Ours { poisoned: bool },
}

/// Something that happens once; `const`, so that it may live in a static.
pub struct RawOnce {
    slot: Slot,
    kind: &'static str,
    /// The state when an execution begins, or when somebody had it to themselves. Real atomics and a real lock
    /// here: they are used between two steps.
    initial: AtomicU8,
    /// A bit for each thread that knows that it is done.
    knows: AtomicU8,
    waiting: Mutex<Vec<Waiting>>,
}

struct Waiting {
    thread: usize,
    /// It has something to do after a failure, too.
    after_failure: bool,
}

/// What a thread is about.
#[derive(Clone, Copy, PartialEq)]
enum Wants {
    /// To do it.
    Claim,
    /// To have it done in the same step.
    Complete,
    /// To wait until it is done.
    Wait,
}

impl RawOnce {
    /// `kind` is what the schedule calls it.
    #[track_caller]
    pub const fn new(kind: &'static str) -> RawOnce {
        RawOnce::begun(kind, State::Incomplete)
    }

    /// In this state from its creation on.
    #[track_caller]
    pub const fn begun(kind: &'static str, state: State) -> RawOnce {
        RawOnce {
            slot: Slot::new(),
            kind,
            initial: AtomicU8::new(state as u8),
            knows: AtomicU8::new(0),
            waiting: Mutex::new(Vec::new()),
        }
    }

    pub fn touched(&self) -> Touched {
        self.slot.touched()
    }

    /// The object in this execution.
    pub fn id(&self) -> u32 {
        self.slot.get().unwrap_or_else(|| {
            self.knows.store(0, Relaxed);
            self.waiting().clear();
            bind(&self.slot, self.kind).0
        })
    }

    /// The state, for whoever has it to themselves.
    pub fn state_mut(&mut self) -> State {
        match self.slot.get() {
            Some(_) => self.latest(),
            None => self.initial(),
        }
    }

    /// Changes it, for whoever has it to themselves.
    pub fn set_state_mut(&mut self, state: State) {
        self.slot.unbind();
        *self.initial.get_mut() = state as u8;
    }

    /// Whether it is done, as far as this thread sees. `show` is how the schedule says so.
    pub fn is_complete(&self, op: &'static str, show: fn(bool) -> Value, loc: Loc) -> bool {
        if self.known() {
            return true;
        }
        spin::before_read(loc);
        let id = self.id();
        let cell = bind(&self.slot, self.kind).1;
        let seen = step(Pending::new(op, Some(id), loc), || match sequential() {
            true => newest(id, &cell, NEVER, Acquire),
            false => look(id, &cell, Acquire),
        });
        let (state, latest) = (self.decode(seen), self.latest());
        if state == State::Complete {
            self.know(me());
        } else {
            spin::after_read(loc, id, seen);
        }
        if state != latest {
            with(|e| e.threads[me()].saw_stale = true);
        }
        let [seen, now] = [state, latest].map(|state| state == State::Complete);
        let mut event = Event::new(op, loc).object(id).value(show(seen));
        event.stale = seen != now;
        event.latest = show(now);
        event.chosen = true;
        log(event);
        seen
    }

    /// Claims it, waits for whoever has, or finds it done. After a failure, only `force` claims it again.
    pub fn begin(&self, op: &'static str, force: bool, loc: Loc) -> Begun {
        self.approach(op, Wants::Claim, force, || (), loc)
    }

    /// Claims it and ends it at once; `now` is done in that very moment.
    pub fn complete_now(&self, op: &'static str, now: impl FnOnce(), loc: Loc) -> Begun {
        self.approach(op, Wants::Complete, true, now, loc)
    }

    /// Waits until it is done; `Poisoned` when it fails and `force` does not wait for another attempt.
    pub fn wait(&self, op: &'static str, force: bool, loc: Loc) -> Begun {
        self.approach(op, Wants::Wait, force, || (), loc)
    }

    fn approach(
        &self,
        op: &'static str,
        wants: Wants,
        force: bool,
        now: impl FnOnce(),
        loc: Loc,
    ) -> Begun {
        loop {
            if self.known() {
                return Begun::Complete;
            }
            let id = self.id();
            let cell = bind(&self.slot, self.kind).1;
            let pending = Pending::new(op, Some(id), loc);
            let say = |came: &'static str| {
                let mut event = Event::new(op, loc).object(id).value(Value::Text(came));
                event.chosen = true;
                log(event);
            };
            let raw = step(pending, || newest(id, &cell, NEVER, Acquire));
            // Nobody comes between this and what is made of it: the claim belongs to the same step.
            let claim = |state: State, how| {
                let claimed = unpreempted(|| {
                    cell.compare_exchange(raw, self.encode(state), strengthen(how), Acquire)
                });
                debug_assert!(claimed.is_ok());
                self.is_now(id, state);
            };
            match (self.decode(raw), wants) {
                (State::Complete, _) => {
                    self.know(me());
                    say("done");
                    return Begun::Complete;
                }
                (State::Poisoned, _) if !force => {
                    say("poisoned");
                    return Begun::Poisoned;
                }
                (state @ (State::Incomplete | State::Poisoned), Wants::Claim) => {
                    claim(State::Running, Acquire);
                    with(|e| e.objects[id as usize].owner = Some(me()));
                    say("begins");
                    return Begun::Ours { poisoned: state == State::Poisoned };
                }
                (state @ (State::Incomplete | State::Poisoned), Wants::Complete) => {
                    claim(State::Complete, AcqRel);
                    now();
                    say("stored");
                    self.tell(State::Complete);
                    return Begun::Ours { poisoned: state == State::Poisoned };
                }
                (State::Running, _) | (_, Wants::Wait) => {
                    let after_failure = wants != Wants::Wait || !force;
                    self.waiting().push(Waiting { thread: me(), after_failure });
                    wait(pending);
                    if self.known() {
                        say("done");
                        return Begun::Complete;
                    }
                    // It failed. Somebody else may have begun again since: look.
                }
            }
        }
    }

    /// Ends what this thread began.
    pub fn end(&self, op: &'static str, state: State, loc: Loc) {
        let id = self.id();
        let cell = bind(&self.slot, self.kind).1;
        let to = self.encode(state);
        step(Pending::new(op, Some(id), loc), || cell.swap(to, strengthen(Release)));
        wrote(id);
        self.is_now(id, state);
        with(|e| e.objects[id as usize].owner = None);
        log(Event::new(op, loc).object(id).value(Value::Text(match state {
            State::Complete => "done",
            State::Poisoned => "poisoned",
            State::Incomplete | State::Running => "given up",
        })));
        self.tell(state);
    }

    /// Wakes whoever has something to do now; what happened here so far happened before that.
    fn tell(&self, state: State) {
        let complete = state == State::Complete;
        if complete {
            self.know(me());
        }
        let woken: Vec<_> =
            self.waiting().extract_if(.., |waiting| complete || waiting.after_failure).collect();
        for Waiting { thread, .. } in woken {
            if complete {
                self.know(thread);
            }
            grant(thread);
        }
    }

    fn is_now(&self, id: u32, state: State) {
        let raw = self.encode(state);
        with(|e| {
            if let Sync::Atomic { latest, .. } = &mut e.objects[id as usize].sync {
                *latest = raw;
            }
            e.changed();
        });
    }

    fn latest(&self) -> State {
        let id = self.id() as usize;
        self.decode(with(|e| match &e.objects[id].sync {
            Sync::Atomic { latest, .. } => *latest,
            _ => unreachable!("an atomic's id"),
        }))
    }

    /// Whether this thread has seen that it is done, or has been told.
    fn known(&self) -> bool {
        match self.slot.get() {
            Some(_) => self.knows.load(Relaxed) & (1 << me()) != 0,
            // Nobody has shared it in another state than this.
            None => self.initial() == State::Complete,
        }
    }

    fn know(&self, thread: usize) {
        self.knows.fetch_or(1 << thread, Relaxed);
    }

    fn initial(&self) -> State {
        State::of(self.initial.load(Relaxed))
    }

    fn encode(&self, state: State) -> u64 {
        state.bits(self.initial())
    }

    fn decode(&self, raw: u64) -> State {
        State::from_bits(raw, self.initial())
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
