//! `Condvar`.
//!
//! Waiting and notifying pass one gate; whoever waits says so there while it still holds its mutex, so
//! that no notification falls between. Which of several waiters `notify_one` wakes is explored, and so is a wait
//! that ends for no reason, once an execution. Two mutexes with one `Condvar` are allowed, as on Linux.

use std::fmt;
use std::panic::Location;
use std::sync::{LockResult, Mutex, MutexGuard as Guard, PoisonError};
use std::time::Duration;

use model::rt::lock::Gate;
use model::rt::time::{self, Timer};
use model::rt::{self, Event, Loc, Touched, Value};

use super::MutexGuard;

/// Lets a thread wait, its mutex given back, until another notifies it.
pub struct Condvar {
    gate: Gate,
    /// A real lock, held between two steps.
    waiting: Mutex<Vec<usize>>,
}

/// Whether a wait ended because its time was up.
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// Whether it did.
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    /// A condition variable that nobody waits for.
    #[must_use]
    #[track_caller]
    pub const fn new() -> Condvar {
        Condvar { gate: Gate::new("Condvar"), waiting: Mutex::new(Vec::new()) }
    }

    fn waiting(&self) -> Guard<'_, Vec<usize>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn event(&self, op: &'static str, loc: Loc) -> Event {
        Event::new(op, loc).object(self.gate.id())
    }

    fn wait_for<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: Option<Duration>,
        loc: Loc,
    ) -> Waited<'a, T> {
        if self.gate.touched() != Touched::InThisExecution {
            self.waiting().clear();
        }
        self.gate.pass("wait", loc);
        rt::log(self.event("wait", loc));
        let me = rt::me();
        let timer = limit.map(|limit| Timer::start(limit).of_a_turn());
        let end = timer.as_ref().and_then(Timer::end);
        let spurious = rt::wakes_spuriously();
        if !spurious {
            self.waiting().push(me);
        }
        let mut timed_out = false;
        let guard = guard.without_the_lock(loc, || {
            let leave = || self.waiting().retain(|thread| *thread != me);
            match timer {
                None if spurious => {}
                Some(timer) if spurious => timer.interrupt(),
                None => rt::wait(self.gate.pending("wait", loc)),
                Some(timer) => timed_out = !timer.wait(&self.gate, "wait", loc, leave),
            }
            let why = match timed_out {
                true => "timed out",
                false if spurious => "spurious",
                false => "notified",
            };
            let mut event = self.event("woken", loc).value(Value::Text(why));
            event.chosen = true;
            rt::log(event);
        });
        Waited { guard, timed_out, end }
    }

    /// Gives the lock back, waits to be notified, and takes the lock again.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.wait_for(guard, None, Location::caller()).guard
    }

    /// Waits as long as the condition holds.
    #[track_caller]
    pub fn wait_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        while condition(&mut *guard) {
            guard = self.wait_for(guard, None, Location::caller()).guard?;
        }
        Ok(guard)
    }

    /// Waits to be notified, but not for ever.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        dur: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        self.wait_for(guard, Some(dur), Location::caller()).with_result()
    }

    /// As `wait_timeout`, in milliseconds; true unless the time was up.
    #[deprecated(since = "1.6.0", note = "replaced by `std::sync::Condvar::wait_timeout`")]
    #[track_caller]
    pub fn wait_timeout_ms<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        ms: u32,
    ) -> LockResult<(MutexGuard<'a, T>, bool)> {
        match self.wait_timeout(guard, Duration::from_millis(ms.into())) {
            Ok((guard, result)) => Ok((guard, !result.0)),
            Err(poisoned) => {
                let (guard, result) = poisoned.into_inner();
                Err(PoisonError::new((guard, !result.0)))
            }
        }
    }

    /// Waits as long as the condition holds, but not for ever.
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        dur: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        let loc = Location::caller();
        let mut end = None;
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let left = end.map_or(dur, time::left_until);
            // The real one finds that some time has passed; here, none may have.
            if left.is_zero() {
                return Ok((guard, WaitTimeoutResult(true)));
            }
            let waited = self.wait_for(guard, Some(left), loc);
            end = end.or(waited.end);
            guard = waited.with_result()?.0;
        }
    }

    /// Wakes one of the threads that wait.
    #[track_caller]
    pub fn notify_one(&self) {
        let loc = Location::caller();
        self.gate.pass("notify_one", loc);
        let n = self.waiting().len();
        if n == 0 {
            return rt::log(self.event("notify_one", loc).value(Value::Unsigned(0)));
        }
        let chosen = rt::pick(n, loc);
        let thread = self.waiting().remove(chosen);
        let mut event = self.event("notify_one", loc).value(Value::Unsigned(1)).target(thread);
        event.among = if n > 1 { rt::among(n) } else { 0 };
        rt::log(event);
        rt::changed();
        rt::grant(thread);
    }

    /// Wakes all that wait.
    #[track_caller]
    pub fn notify_all(&self) {
        let loc = Location::caller();
        self.gate.pass("notify_all", loc);
        let woken = std::mem::take(&mut *self.waiting());
        let came = Value::Unsigned(woken.len() as u64);
        rt::log(self.event("notify_all", loc).value(came));
        if !woken.is_empty() {
            rt::changed();
        }
        woken.into_iter().for_each(rt::grant);
    }
}

/// How a wait ended.
struct Waited<'a, T> {
    guard: LockResult<MutexGuard<'a, T>>,
    timed_out: bool,
    /// When its time is, or would have been, up.
    end: Option<Duration>,
}

impl<'a, T> Waited<'a, T> {
    fn with_result(self) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let result = WaitTimeoutResult(self.timed_out);
        match self.guard {
            Ok(guard) => Ok((guard, result)),
            Err(poisoned) => Err(PoisonError::new((poisoned.into_inner(), result))),
        }
    }
}

impl Default for Condvar {
    #[track_caller]
    fn default() -> Condvar {
        Condvar::new()
    }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}
