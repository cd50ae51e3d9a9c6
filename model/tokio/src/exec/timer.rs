//! Timers: who waits for which moment, and who wakes them.
//!
//! A timer fires when a thread that has nothing else to do waits for it and the explorer lets its time come. A thread
//! that polls one future, or one task, waits for the timers of that one; where workers share their tasks, the first
//! idle one waits for all.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Waker;
use std::time::Duration;

use model::rt;
use model::rt::task::CROWDED;

/// Something that is to happen at some moment.
pub(crate) struct Timer {
    end: Duration,
    /// The thread that waits for it, and whether that is a worker, which may have to share it.
    home: Option<usize>,
    worker: bool,
    fired: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

impl Timer {
    pub(crate) fn has_fired(&self) -> bool {
        self.fired.load(Relaxed)
    }

    /// Wakes this one when it fires.
    pub(crate) fn wakes(&self, waker: &Waker) {
        let mut current = self.waker.lock().unwrap_or_else(PoisonError::into_inner);
        let before = current.replace(waker.clone());
        drop(current);
        drop(before);
    }

    fn fire(&self) {
        self.fired.store(true, Relaxed);
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Who waits for it; `None`: any idle worker.
    fn home(&self) -> Option<usize> {
        self.home.filter(|_| !(self.worker && rt::task::finer(CROWDED)))
    }
}

/// All timers of a runtime that have not fired.
#[derive(Default)]
pub(super) struct Timers {
    waiting: Vec<Arc<Timer>>,
}

impl Timers {
    /// A new one. It has fired already when its time is over.
    pub(super) fn start(&mut self, end: Duration, home: Option<usize>, worker: bool) -> Arc<Timer> {
        let over = end < rt::time::reading();
        let fired = AtomicBool::new(over);
        let timer = Arc::new(Timer { end, home, worker, fired, waker: Mutex::new(None) });
        if !over {
            self.waiting.push(timer.clone());
        }
        timer
    }

    pub(super) fn stop(&mut self, timer: &Arc<Timer>) {
        self.waiting.retain(|other| !Arc::ptr_eq(other, timer));
    }

    /// The first moment that whoever is at `home` has to wait for.
    pub(super) fn next(&self, home: Option<usize>) -> Option<Duration> {
        let mine = self.waiting.iter().filter(|timer| timer.home() == home);
        mine.map(|timer| timer.end).min()
    }

    /// Those of `home` whose time has come, in order.
    pub(super) fn due(&mut self, home: Option<usize>) -> Vec<Arc<Timer>> {
        let now = rt::time::reading();
        let is_due = |timer: &Arc<Timer>| timer.home() == home && timer.end <= now;
        let mut due: Vec<_> = self.waiting.iter().filter(|t| is_due(t)).cloned().collect();
        self.waiting.retain(|timer| !is_due(timer));
        due.sort_by_key(|timer| timer.end);
        due
    }
}

/// Their time has come.
pub(super) fn fire(due: Vec<Arc<Timer>>) {
    due.into_iter().for_each(|timer| timer.fire());
}
