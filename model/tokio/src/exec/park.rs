//! `block_on`: a thread that polls one future by itself, and waits in between.

use std::future::Future;
use std::panic::Location;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

use model::rt::lock::Gate;
use model::rt::task::Link;
use model::rt::time::Timer;
use model::rt::{self, Loc, Pending};

use super::{Shared, context};

/// The future of a `block_on`, as those who wake it see it.
pub(crate) struct Root {
    thread: usize,
    execution: u64,
    /// The `current_thread` runtime that this thread drives meanwhile.
    drives: Weak<Shared>,
    link: Link,
    /// Where it meets its own time-outs.
    gate: Gate,
    state: Mutex<State>,
}

struct State {
    notified: bool,
    /// … by the future itself, while it was polled.
    by_itself: bool,
    waiting: bool,
}

impl Root {
    /// For a future that this thread is about to poll.
    pub(super) fn new(drives: Weak<Shared>, loc: Loc) -> Arc<Root> {
        let state = State { notified: false, by_itself: false, waiting: false };
        Arc::new(Root {
            thread: rt::me(),
            execution: rt::thread::execution(),
            drives,
            link: Link::new(),
            gate: Gate::at("timer", loc),
            state: Mutex::new(state),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn thread(&self) -> usize {
        self.thread
    }

    pub(super) fn woken(&self) {
        if self.execution != rt::thread::execution() || self.state().notified {
            return;
        }
        if let Some(shared) = self.drives.upgrade() {
            shared.order_from_outside();
        }
        let waiting = {
            let mut state = self.state();
            state.notified = true;
            state.by_itself = rt::me() == self.thread && !state.waiting;
            std::mem::take(&mut state.waiting)
        };
        if waiting { rt::grant(self.thread) } else { self.link.join() }
    }

    /// Lets the thread look around, if it waits.
    pub(super) fn unpark(&self) -> bool {
        let waiting = std::mem::take(&mut self.state().waiting);
        if waiting {
            rt::grant(self.thread);
        }
        waiting
    }

    /// Whether the future is to be polled again, and whether it asked for that itself.
    pub(super) fn take_notified(&self) -> Option<bool> {
        let by_itself = {
            let mut state = self.state();
            if !std::mem::take(&mut state.notified) {
                return None;
            }
            state.by_itself
        };
        self.link.follow();
        Some(by_itself)
    }

    pub(super) fn is_notified(&self) -> bool {
        self.state().notified
    }

    /// Waits to be woken or unparked, or for the time of one of the runtime's timers.
    pub(super) fn wait(&self, shared: Option<&Shared>, loc: Loc) {
        let pending = rt::task::awaited().unwrap_or(Pending::new("block_on", None, loc));
        self.state().waiting = true;
        let Some((shared, end)) = shared.and_then(|shared| Some((shared, shared.next_timer()?)))
        else {
            return rt::wait(pending);
        };
        let timer = Timer::until(end);
        let leave = || self.state().waiting = false;
        if !timer.wait(&self.gate, pending.op, loc, leave) {
            shared.fire_timers();
        }
    }
}

/// Polls once.
pub(super) fn poll<F: Future>(future: Pin<&mut F>, waker: &Waker) -> Poll<F::Output> {
    rt::task::polls();
    let polled = future.poll(&mut Context::from_waker(waker));
    match polled {
        Poll::Ready(_) => rt::task::observed(),
        Poll::Pending => rt::task::unobserved(),
    }
    polled
}

/// Runs a future to its end on this thread, which does nothing else.
pub(super) fn block_on_here<F: Future>(
    future: F,
    shared: Option<&Arc<Shared>>,
    loc: Loc,
) -> F::Output {
    let _drives = context::drives();
    let mut future = pin!(future);
    let root = Root::new(Weak::new(), loc);
    let waker = Waker::from(root.clone());
    loop {
        if let Poll::Ready(output) = poll(future.as_mut(), &waker) {
            return output;
        }
        match root.take_notified() {
            Some(true) => rt::spin::again("poll", loc),
            Some(false) => {}
            None => {
                root.wait(shared.map(|shared| &**shared), loc);
                root.take_notified();
            }
        }
    }
}

/// What the real `blocking_…` functions do: panics where that would block a runtime.
#[track_caller]
pub(crate) fn blocking<F: Future>(future: F) -> F::Output {
    if context::in_runtime() {
        panic!(
            "Cannot block the current thread from within a runtime. This happens because a function attempted to block the current thread while the thread is being used to drive asynchronous tasks."
        );
    }
    let shared = context::entered();
    block_on_here(future, shared.as_ref(), Location::caller())
}
