//! What a stand-in around a real type of tokio's consists of besides that type: a gate, a link, and the question
//! whether somebody looks.
//!
//! # Steps
//!
//! Operations whose order somebody can tell pass the gate. Two kinds of operations do not, as long as the
//! object is not *watched* (see `rt::task`):
//!
//! - waiting for what is bound to come: a value in the channel, a permit whose turn it is. That it has not come
//!   yet is noticed only by a future that does something else meanwhile;
//! - bringing it about when all that it can do is end such a wait: giving a permit back, or leaving as the last
//!   sender.
//!
//! That the one comes before the other is said by the link.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use model::rt::lock::Gate;
use model::rt::task::{Link, Meetings};
use model::rt::{self, Event, Loc, Value};

use crate::exec::real;

/// Something that tasks share.
pub struct Object {
    gate: Gate,
    meetings: Meetings,
    link: Link,
    created: Loc,
}

impl Object {
    /// `kind` is what the schedule calls it.
    pub const fn new(kind: &'static str, created: Loc) -> Object {
        Object {
            gate: Gate::at(kind, created),
            meetings: Meetings::new(),
            link: Link::new(),
            created,
        }
    }

    pub fn touched(&self) -> rt::Touched {
        self.gate.touched()
    }

    pub fn id(&self) -> u32 {
        self.gate.id()
    }

    /// Somebody can tell when things happen to it: from the next exploration on, all that can end a wait is a step.
    pub fn watch(&self) {
        rt::task::watch(self.created);
    }

    /// Somebody can tell how much there is in it: from the next exploration on, so is all that makes it more or less.
    pub fn count(&self) {
        self.watch();
        rt::task::count(self.created);
    }

    pub fn is_counted(&self) -> bool {
        rt::task::is_counted(self.created)
    }

    /// Somebody can tell a value that is on its way from one that nobody sends: from the next exploration on, to have
    /// a place for it is one step, and to bring it another.
    pub fn halve(&self) {
        rt::task::halve(self.created);
    }

    pub fn is_halved(&self) -> bool {
        rt::task::is_halved(self.created)
    }

    /// Whether looks from there are steps.
    pub fn is_watched_from(&self, loc: Loc) -> bool {
        rt::task::is_watched(loc) || self.is_counted()
    }

    /// A step, whatever is watched.
    pub fn step(&self, op: &'static str, loc: Loc) {
        self.gate.pass(op, loc);
    }

    /// For what ends a wait: a step, if somebody can tell.
    pub fn step_if_watched(&self, op: &'static str, loc: Loc) {
        if rt::task::is_watched(self.created) {
            self.gate.pass(op, loc);
        }
    }

    /// For what waits: a step, if somebody can tell.
    pub fn look_if_watched(&self, op: &'static str, loc: Loc) {
        if self.is_watched_from(loc) {
            self.gate.pass(op, loc);
        }
    }

    /// As `step_if_watched`, for what matters only to those who come here, too.
    pub fn meet_if_watched(&self, i: usize, op: &'static str, loc: Loc) {
        if self.is_counted() {
            self.gate.pass(op, loc);
        } else if rt::task::is_watched(self.created) {
            self.meetings.pass(i, self.gate.pending(op, loc));
        }
    }

    /// As `look_if_watched`, for what only those matter to who come here, too.
    pub fn look_there_if_watched(&self, i: usize, op: &'static str, loc: Loc) {
        if self.is_counted() {
            self.gate.pass(op, loc);
        } else if rt::task::is_watched(loc) {
            self.meetings.pass(i, self.gate.pending(op, loc));
        }
    }

    /// Comes by here, too, in the step before.
    pub fn touch_if_watched(&self, i: usize) {
        if rt::task::is_watched(self.created) && !self.is_counted() {
            self.meetings.touch(i);
        }
    }

    /// A look that does not wait.
    pub fn look(&self, op: &'static str, loc: Loc) {
        self.watch();
        self.gate.pass(op, loc);
    }

    /// A look that somebody may repeat until there is something to see. To be followed by `missed`, if there was not.
    pub fn try_look(&self, op: &'static str, loc: Loc) {
        rt::spin::before_polling(loc);
        self.look(op, loc);
    }

    /// There was nothing to see.
    pub fn missed(&self, loc: Loc) {
        rt::spin::after_polling(loc, self.id());
    }

    /// What comes now may be what somebody waits for: the operation itself, without a step.
    pub fn act<R>(&self, f: impl FnOnce() -> R) -> R {
        self.link.join();
        let result = real(f);
        rt::changed();
        result
    }

    /// As `act`, for what changes nothing when it fails: whoever polls has seen nothing new then.
    pub fn attempt<T, E>(&self, f: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        self.link.join();
        let result = real(f);
        if result.is_ok() {
            rt::changed();
        }
        result
    }

    /// As `act`, for what nobody waits for: something that only waited itself goes away.
    pub fn forget<T>(&self, waited: T) {
        self.link.join();
        real(|| drop(waited));
    }

    /// What was done so far comes before what others do after their `follow`.
    pub fn publish(&self) {
        self.link.join();
    }

    /// What to wait with, by blocking this thread.
    pub fn pending(&self, op: &'static str, loc: Loc) -> rt::Pending {
        self.gate.pending(op, loc)
    }

    /// What came before is over.
    pub fn follow(&self) {
        self.link.follow();
    }

    /// A row.
    pub fn log(&self, op: &'static str, came: &'static str, loc: Loc) {
        rt::log(Event::new(op, loc).object(self.id()).value(Value::Text(came)));
    }

    /// A row with a number.
    pub fn log_number(&self, op: &'static str, number: usize, loc: Loc) {
        let event = Event::new(op, loc).object(self.id());
        rt::log(event.value(Value::Unsigned(number as u64)));
    }

    /// A row with yes or no.
    pub fn log_bool(&self, op: &'static str, yes: bool, loc: Loc) {
        rt::log(Event::new(op, loc).object(self.id()).value(Value::Bool(yes)));
    }

    /// What was awaited from there had come.
    pub fn found(&self, loc: Loc) {
        if !self.is_watched_from(loc) {
            rt::task::found(loc, self.created);
        }
    }

    /// Whoever is polled here waits in that operation.
    pub fn awaits(&self, op: &'static str, loc: Loc) {
        if !self.is_watched_from(loc) {
            rt::task::peeked(loc, self.created);
        }
        rt::task::awaits(self.gate.pending(op, loc));
    }
}

impl Object {
    /// One poll of something that only looks, as `Awaited` does it.
    pub fn poll_look<T>(
        &self,
        op: &'static str,
        loc: Loc,
        came: impl Fn(&T) -> &'static str,
        f: impl FnOnce() -> Poll<T>,
    ) -> Poll<T> {
        self.look_if_watched(op, loc);
        let polled = real(f);
        match &polled {
            Poll::Pending => self.awaits(op, loc),
            Poll::Ready(output) => {
                self.follow();
                self.log(op, came(output), loc);
                self.found(loc);
                rt::changed();
                rt::task::observed();
            }
        }
        polled
    }
}

/// When the polls of a real future are steps.
#[derive(Clone, Copy, PartialEq)]
pub enum Polls {
    /// When it is watched.
    Looks,
    /// The first one always: it stands in line from then on, and leaves the line when it is dropped.
    Queues,
    /// The first one always: from then on it has come, even when it is dropped.
    Arrives,
}

/// A future of a real type, with its steps and its row.
pub struct Awaited<'a, F: Future, S> {
    future: Option<Pin<Box<F>>>,
    object: &'a Object,
    op: &'static str,
    loc: Loc,
    polls: Polls,
    queued: bool,
    publishes: bool,
    came: S,
}

impl<'a, F, S> Awaited<'a, F, S>
where
    F: Future,
    S: Fn(&F::Output) -> &'static str,
{
    /// `came` says in a word what came of it.
    pub fn new(
        future: F,
        object: &'a Object,
        polls: Polls,
        op: &'static str,
        loc: Loc,
        came: S,
    ) -> Awaited<'a, F, S> {
        let future = Some(Box::pin(future));
        Awaited { future, object, op, loc, polls, queued: false, publishes: false, came }
    }

    /// What was done before it comes before what others do who wait for it.
    pub fn publishing(mut self) -> Self {
        self.publishes = true;
        self
    }

    /// Whether this poll is a step.
    fn is_step(&self) -> bool {
        self.object.is_watched_from(self.loc) || self.polls != Polls::Looks && !self.queued
    }
}

impl<F: Future, S: Unpin> Unpin for Awaited<'_, F, S> {}

impl<F, S> Future for Awaited<'_, F, S>
where
    F: Future,
    S: Fn(&F::Output) -> &'static str + Unpin,
{
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        if this.is_step() {
            this.object.step(this.op, this.loc);
        }
        let Some(future) = &mut this.future else {
            panic!("`{}` polled after completion", this.op)
        };
        if this.publishes {
            // Before the operation: who is woken by it may run before it returns.
            this.object.link.join();
        }
        let polled = real(|| future.as_mut().poll(cx));
        match polled {
            Poll::Pending => {
                if this.polls != Polls::Looks && !this.queued {
                    rt::task::acts();
                }
                this.queued = true;
                this.object.awaits(this.op, this.loc);
                Poll::Pending
            }
            Poll::Ready(output) => {
                this.queued = false;
                real(|| this.future = None);
                this.object.follow();
                this.object.log(this.op, (this.came)(&output), this.loc);
                this.object.found(this.loc);
                rt::changed();
                rt::task::observed();
                Poll::Ready(output)
            }
        }
    }
}

impl<F: Future, S> Drop for Awaited<'_, F, S> {
    fn drop(&mut self) {
        let Some(future) = self.future.take() else { return };
        if self.queued && self.polls == Polls::Queues {
            // Whoever stands behind it moves up; and what it was given without knowing goes to them.
            self.object.look("cancel", self.loc);
            self.object.log("cancel", "left the line", self.loc);
            self.object.act(|| drop(future));
        } else {
            real(|| drop(future));
        }
    }
}
