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
use model::rt::task::Link;
use model::rt::{self, Event, Loc, Value};

use crate::exec::real;

/// Something that tasks share.
pub(crate) struct Object {
    gate: Gate,
    link: Link,
    created: Loc,
}

impl Object {
    /// `kind` is what the schedule calls it.
    pub(crate) const fn new(kind: &'static str, created: Loc) -> Object {
        Object { gate: Gate::at(kind, created), link: Link::new(), created }
    }

    pub(crate) fn touched(&self) -> rt::Touched {
        self.gate.touched()
    }

    pub(crate) fn id(&self) -> u32 {
        self.gate.id()
    }

    /// Somebody can tell when things happen to it: from the next exploration on, all of them are steps.
    pub(crate) fn watch(&self) {
        rt::task::watch(self.created);
    }

    pub(crate) fn is_watched(&self) -> bool {
        rt::task::is_watched(self.created)
    }

    /// A step, whatever is watched.
    pub(crate) fn step(&self, op: &'static str, loc: Loc) {
        self.gate.pass(op, loc);
    }

    /// A step, if somebody can tell.
    pub(crate) fn step_if_watched(&self, op: &'static str, loc: Loc) {
        if self.is_watched() {
            self.gate.pass(op, loc);
        }
    }

    /// A look that does not wait.
    pub(crate) fn look(&self, op: &'static str, loc: Loc) {
        self.watch();
        self.gate.pass(op, loc);
    }

    /// A look that somebody may repeat until there is something to see. To be followed by `missed`, if there was not.
    pub(crate) fn try_look(&self, op: &'static str, loc: Loc) {
        rt::spin::before_polling(loc);
        self.look(op, loc);
    }

    /// There was nothing to see.
    pub(crate) fn missed(&self, loc: Loc) {
        rt::spin::after_polling(loc, self.id());
    }

    /// What comes now may be what somebody waits for: the operation itself, without a step.
    pub(crate) fn act<R>(&self, f: impl FnOnce() -> R) -> R {
        self.link.join();
        let result = real(f);
        rt::changed();
        result
    }

    /// What came before is over.
    pub(crate) fn follow(&self) {
        self.link.follow();
    }

    /// A row.
    pub(crate) fn log(&self, op: &'static str, came: &'static str, loc: Loc) {
        rt::log(Event::new(op, loc).object(self.id()).value(Value::Text(came)));
    }

    /// A row with a number.
    pub(crate) fn log_number(&self, op: &'static str, number: usize, loc: Loc) {
        let event = Event::new(op, loc).object(self.id());
        rt::log(event.value(Value::Unsigned(number as u64)));
    }

    /// A row with yes or no.
    pub(crate) fn log_bool(&self, op: &'static str, yes: bool, loc: Loc) {
        rt::log(Event::new(op, loc).object(self.id()).value(Value::Bool(yes)));
    }

    /// Whoever is polled here waits in that operation.
    pub(crate) fn awaits(&self, op: &'static str, loc: Loc) {
        if !self.is_watched() {
            rt::task::peeked(self.created);
        }
        rt::task::awaits(self.gate.pending(op, loc));
    }
}

impl Object {
    /// One poll of something that only looks, as `Awaited` does it.
    pub(crate) fn poll_look<T>(
        &self,
        op: &'static str,
        loc: Loc,
        came: impl Fn(&T) -> &'static str,
        f: impl FnOnce() -> Poll<T>,
    ) -> Poll<T> {
        self.step_if_watched(op, loc);
        let polled = real(f);
        match &polled {
            Poll::Pending => self.awaits(op, loc),
            Poll::Ready(output) => {
                self.follow();
                self.log(op, came(output), loc);
                rt::changed();
                rt::task::observed();
            }
        }
        polled
    }
}

/// When the polls of a real future are steps.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Polls {
    /// When it is watched.
    Looks,
    /// The first one always: it stands in line from then on, and leaves the line when it is dropped.
    Queues,
}

/// A future of a real type, with its steps and its row.
pub(crate) struct Awaited<'a, F: Future, S> {
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
    pub(crate) fn new(
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
    pub(crate) fn publishing(mut self) -> Self {
        self.publishes = true;
        self
    }

    /// Whether this poll is a step.
    fn is_step(&self) -> bool {
        self.object.is_watched() || self.polls == Polls::Queues && !self.queued
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
                this.queued = true;
                this.object.awaits(this.op, this.loc);
                Poll::Pending
            }
            Poll::Ready(output) => {
                this.queued = false;
                real(|| this.future = None);
                this.object.follow();
                this.object.log(this.op, (this.came)(&output), this.loc);
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
