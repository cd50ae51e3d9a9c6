//! `Interval`.

use std::future::{Future, poll_fn};
use std::panic::Location;
use std::task::{Context, Poll};

use model::rt::{self, Event, Loc, Value};

use super::{Duration, FAR, Instant, Sleep};

/// Ticks, at once and then after every period.
#[derive(Debug)]
pub struct Interval {
    delay: Sleep,
    period: Duration,
    missed_tick_behavior: MissedTickBehavior,
}

/// What becomes of ticks that nobody waited for in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissedTickBehavior {
    /// They come at once, one after the other.
    #[default]
    Burst,
    /// The next one comes a period after the late one.
    Delay,
    /// They are left out.
    Skip,
}

/// Later than this is too late.
const TOLERANCE: Duration = Duration::from_millis(5);

/// The first tick comes at once.
#[track_caller]
pub fn interval(period: Duration) -> Interval {
    assert!(period > Duration::ZERO, "`period` must be non-zero.");
    let loc = Location::caller();
    Interval::new(Instant::after(Duration::ZERO, "interval", loc), period, loc)
}

/// The first tick comes at that moment.
#[track_caller]
pub fn interval_at(start: Instant, period: Duration) -> Interval {
    assert!(period > Duration::ZERO, "`period` must be non-zero.");
    Interval::new(start, period, Location::caller())
}

impl Interval {
    #[track_caller]
    fn new(start: Instant, period: Duration, created: Loc) -> Interval {
        let missed_tick_behavior = MissedTickBehavior::default();
        Interval {
            delay: Sleep::new(start, created),
            period: period.min(FAR),
            missed_tick_behavior,
        }
    }

    /// Waits for the next tick.
    #[track_caller]
    pub fn tick(&mut self) -> impl Future<Output = Instant> {
        let loc = Location::caller();
        poll_fn(move |cx| self.poll_at(cx, loc))
    }

    /// As `tick`, for a future that is polled by hand.
    #[track_caller]
    pub fn poll_tick(&mut self, cx: &mut Context<'_>) -> Poll<Instant> {
        self.poll_at(cx, Location::caller())
    }

    fn poll_at(&mut self, cx: &mut Context<'_>, loc: Loc) -> Poll<Instant> {
        if self.delay.poll_elapsed(cx).is_pending() {
            return Poll::Pending;
        }
        let tick = self.delay.deadline();
        let late = rt::time::reading().saturating_sub(tick.since_start());
        let next = match self.missed_tick_behavior {
            MissedTickBehavior::Delay if late > TOLERANCE => tick + late + self.period,
            MissedTickBehavior::Skip if late > TOLERANCE => {
                let offset = late.as_nanos() % self.period.as_nanos();
                // Less than a period, and that is far less than what a duration holds.
                tick + late + (self.period - Duration::from_nanos(offset as u64))
            }
            _ => tick + self.period,
        };
        self.delay.restart(next);
        let clock = format!("{:?}", rt::time::reading());
        let event = Event::new("tick", loc).value(Value::Owned(clock.into()));
        rt::log(Event { chosen: true, ..event });
        Poll::Ready(tick)
    }

    /// The next tick comes a period from now.
    #[track_caller]
    pub fn reset(&mut self) {
        self.delay.restart(Instant::after(self.period, "reset", Location::caller()));
    }

    /// The next tick comes now.
    #[track_caller]
    pub fn reset_immediately(&mut self) {
        self.delay.restart(Instant::after(Duration::ZERO, "reset", Location::caller()));
    }

    /// The next tick comes so long from now.
    #[track_caller]
    pub fn reset_after(&mut self, after: Duration) {
        self.delay.restart(Instant::after(after.min(FAR), "reset", Location::caller()));
    }

    /// The next tick comes at that moment.
    pub fn reset_at(&mut self, deadline: Instant) {
        self.delay.restart(deadline);
    }

    /// What becomes of ticks that nobody waited for in time.
    pub fn missed_tick_behavior(&self) -> MissedTickBehavior {
        self.missed_tick_behavior
    }

    /// … from here on.
    pub fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {
        self.missed_tick_behavior = behavior;
    }

    /// The period.
    pub fn period(&self) -> Duration {
        self.period
    }
}
