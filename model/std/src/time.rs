//! `std::time`: the model's clock. There is no calendar (`SystemTime`) in a model.

pub use std::time::{Duration, TryFromFloatSecsError};

use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::panic::Location;

/// A moment of the model's clock, which moves only when a sleep ends.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant(Duration);

/// The clock starts here, so that there is a time before: `now() - 1s` is no overflow.
const START: Duration = Duration::from_secs(1 << 30);

impl Instant {
    /// The present moment.
    #[track_caller]
    pub fn now() -> Instant {
        Instant(START + model::rt::time::now(Location::caller()))
    }

    /// For the stand-ins: so long after the execution began.
    #[doc(hidden)]
    pub fn __at(since_start: Duration) -> Instant {
        Instant(START.saturating_add(since_start))
    }

    /// For the stand-ins: how long after the execution began; zero if it was before.
    #[doc(hidden)]
    pub fn __since_start(&self) -> Duration {
        self.0.saturating_sub(START)
    }

    /// Time since `earlier`; zero if that is later.
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.0.saturating_sub(earlier.0)
    }

    /// Time since `earlier`, unless that is later.
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.0.checked_sub(earlier.0)
    }

    /// Time since `earlier`; zero if that is later.
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.duration_since(earlier)
    }

    /// Time since this moment.
    #[track_caller]
    pub fn elapsed(&self) -> Duration {
        Instant::now().duration_since(*self)
    }

    /// This much later, if there is such a moment.
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_add(duration).map(Instant)
    }

    /// This much earlier, if there is such a moment.
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_sub(duration).map(Instant)
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;
    fn add(self, duration: Duration) -> Instant {
        self.checked_add(duration).expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;
    fn sub(self, duration: Duration) -> Instant {
        self.checked_sub(duration).expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for Instant {
    fn sub_assign(&mut self, duration: Duration) {
        *self = *self - duration;
    }
}

impl Sub<Instant> for Instant {
    type Output = Duration;
    fn sub(self, earlier: Instant) -> Duration {
        self.duration_since(earlier)
    }
}

/// For other stand-ins.
#[doc(hidden)]
impl Instant {
    /// The moment of the model's clock that this is; all that is before its beginning is the beginning.
    pub fn __on_the_clock(self) -> Duration {
        self.0.saturating_sub(START)
    }

    /// A moment of the model's clock.
    pub fn __of_the_clock(moment: Duration) -> Instant {
        Instant(START.saturating_add(moment))
    }
}
