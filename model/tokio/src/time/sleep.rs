//! `Sleep`.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use model::rt::{self, Event, Loc, Pending, Value};

use super::{Duration, Instant};
use crate::exec::{self, Shared, Timer};

/// Ready when its time has come.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Sleep {
    deadline: Instant,
    shared: Arc<Shared>,
    /// Since it was polled first.
    timer: Option<Arc<Timer>>,
    created: Loc,
}

/// Waits until so much time has passed.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    let loc = Location::caller();
    Sleep::new(Instant::after(duration, "sleep", loc), loc)
}

/// Waits until that moment.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep::new(deadline, Location::caller())
}

impl Sleep {
    #[track_caller]
    pub(super) fn new(deadline: Instant, created: Loc) -> Sleep {
        Sleep { deadline, shared: exec::with_timers(), timer: None, created }
    }

    /// When it is ready.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Whether its time has come.
    pub fn is_elapsed(&self) -> bool {
        self.timer.as_ref().is_some_and(|timer| timer.has_fired())
    }

    /// Ready at another moment.
    pub fn reset(mut self: Pin<&mut Self>, deadline: Instant) {
        self.restart(deadline);
    }

    pub(super) fn restart(&mut self, deadline: Instant) {
        self.stop();
        self.deadline = deadline;
    }

    fn stop(&mut self) {
        if let Some(timer) = self.timer.take() {
            self.shared.stop_timer(&timer);
        }
    }

    /// Whether its time has come; if not, the task is woken when it has.
    pub(super) fn poll_elapsed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let end = self.deadline.since_start();
        let timer = match &self.timer {
            Some(timer) => timer,
            None => self.timer.insert(self.shared.start_timer(end)),
        };
        if timer.has_fired() {
            rt::task::observed();
            return Poll::Ready(());
        }
        timer.wakes(cx.waker());
        rt::task::timed();
        rt::task::awaits(Pending::new("sleep", None, self.created));
        Poll::Pending
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let polled = self.poll_elapsed(cx);
        if polled.is_ready() {
            let clock = format!("{:?}", rt::time::reading());
            let event = Event::new("sleep", self.created).value(Value::Owned(clock.into()));
            rt::log(Event { chosen: true, ..event });
        }
        polled
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.stop();
    }
}

impl fmt::Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sleep").field("deadline", &self.deadline).finish_non_exhaustive()
    }
}
