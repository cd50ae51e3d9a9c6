//! `Instant`.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};

use model::rt::Loc;
use model_std::time::Instant as Std;

use super::{Duration, FAR};

/// A moment of the model's clock.
#[derive(Clone, Copy, Eq, PartialEq, PartialOrd, Ord, Hash)]
pub struct Instant {
    std: Std,
}

impl Instant {
    /// The present moment.
    #[track_caller]
    pub fn now() -> Instant {
        Instant { std: Std::now() }
    }

    /// When something ends that begins now and lasts so long.
    pub(super) fn after(duration: Duration, op: &'static str, loc: Loc) -> Instant {
        let now = Instant { std: Std::__at(model::rt::time::start(op, loc)) };
        now.checked_add(duration).unwrap_or(Instant { std: Std::__at(FAR) })
    }

    pub(super) fn since_start(self) -> Duration {
        self.std.__since_start()
    }

    /// From std's.
    pub fn from_std(std: Std) -> Instant {
        Instant { std }
    }

    /// To std's.
    pub fn into_std(self) -> Std {
        self.std
    }

    /// Time since `earlier`; zero if that is later.
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.std.saturating_duration_since(earlier.std)
    }

    /// Time since `earlier`, unless that is later.
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.std.checked_duration_since(earlier.std)
    }

    /// Time since `earlier`; zero if that is later.
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.std.saturating_duration_since(earlier.std)
    }

    /// Time since this moment.
    #[track_caller]
    pub fn elapsed(&self) -> Duration {
        Instant::now() - *self
    }

    /// This much later, if there is such a moment.
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        self.std.checked_add(duration).map(Instant::from_std)
    }

    /// This much earlier, if there is such a moment.
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        self.std.checked_sub(duration).map(Instant::from_std)
    }
}

impl From<Std> for Instant {
    fn from(time: Std) -> Instant {
        Instant::from_std(time)
    }
}

impl From<Instant> for Std {
    fn from(time: Instant) -> Std {
        time.into_std()
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;
    fn add(self, other: Duration) -> Instant {
        Instant::from_std(self.std + other)
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, rhs: Duration) {
        *self = *self + rhs;
    }
}

impl Sub for Instant {
    type Output = Duration;
    fn sub(self, rhs: Instant) -> Duration {
        self.std.saturating_duration_since(rhs.std)
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;
    fn sub(self, rhs: Duration) -> Instant {
        Instant::from_std(self.std - rhs)
    }
}

impl SubAssign<Duration> for Instant {
    fn sub_assign(&mut self, rhs: Duration) {
        *self = *self - rhs;
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.std.fmt(f)
    }
}
