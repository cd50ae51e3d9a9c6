//! What one waits at for jobs to be done.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::rt::task::Link;
use model::rt::{self, Event, Loc, Pending, Wait};

use super::registry::Registry;
use super::works_for;

/// Open when so many jobs are done.
pub(crate) struct Latch {
    link: Link,
    state: Mutex<State>,
}

struct State {
    left: usize,
    waiter: Option<Waiter>,
}

enum Waiter {
    Thread(usize),
    /// It does other things meanwhile.
    Worker(Arc<Registry>, usize),
}

impl Latch {
    pub(crate) fn new(left: usize) -> Arc<Latch> {
        Arc::new(Latch { link: Link::new(), state: Mutex::new(State { left, waiter: None }) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more to wait for.
    pub(crate) fn add(&self) {
        self.state().left += 1;
    }

    /// One is done.
    pub(crate) fn set(&self) {
        self.link.join();
        let waiter = {
            let mut state = self.state();
            state.left -= 1;
            if state.left > 0 { None } else { state.waiter.take() }
        };
        match waiter {
            None => {}
            Some(Waiter::Thread(thread)) => rt::grant(thread),
            Some(Waiter::Worker(registry, index)) => registry.wake(index),
        }
    }

    fn is_open(&self) -> bool {
        self.state().left == 0
    }

    /// Waits until all are done. `task` is one of them, for the schedule's sake.
    pub(crate) fn wait(&self, op: &'static str, task: Option<u16>, loc: Loc) {
        let mut pending = Pending::new(op, None, loc);
        if let Some(task) = task {
            pending = pending.waiting(Wait::Task(task));
        }
        match works_for() {
            Some((registry, index)) => {
                if !self.is_open() && model::locks_held() > 0 {
                    rt::unsure(
                        "a job waits for another one while it holds a lock: its thread does other jobs meanwhile, and should one of them want that lock, it waits for itself; the model has too few workers to find out",
                    );
                }
                while !self.is_open() {
                    registry.help(index, pending, |waits| {
                        if waits && !self.is_open() {
                            let waiter = Waiter::Worker(registry.clone(), index);
                            self.state().waiter = Some(waiter);
                            return true;
                        }
                        self.state().waiter = None;
                        false
                    });
                }
            }
            None => {
                while !self.is_open() {
                    self.state().waiter = Some(Waiter::Thread(rt::me()));
                    rt::wait(pending);
                }
            }
        }
        self.link.follow();
        let mut event = Event::new(op, loc);
        event.target_task = task;
        rt::log(event);
    }
}
