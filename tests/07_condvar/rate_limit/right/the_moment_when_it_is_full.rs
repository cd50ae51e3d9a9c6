//! One number instead of two: the moment in which the bucket will be full again. Taking a token moves it by `every`.

use std::sync::Mutex;
use std::time::Duration;

pub trait Clock {
    fn now(&self) -> Duration;
    fn sleep(&self, time: Duration);
}

pub struct RateLimit {
    /// How long before it is full there is a token.
    tolerance: Duration,
    every: Duration,
    full_at: Mutex<Duration>,
}

impl RateLimit {
    pub fn new(burst: u64, every: Duration) -> RateLimit {
        let before_the_last = u32::try_from(burst - 1).expect("a burst of so many is no limit");
        let tolerance = every * before_the_last;
        RateLimit { tolerance, every, full_at: Mutex::new(Duration::ZERO) }
    }

    pub fn try_take(&self, now: Duration) -> Result<(), Duration> {
        let mut full_at = self.full_at.lock().unwrap();
        let from = (*full_at).max(now);
        match from.saturating_sub(self.tolerance).checked_sub(now) {
            Some(wait) if !wait.is_zero() => Err(wait),
            _ => {
                *full_at = from + self.every;
                Ok(())
            }
        }
    }

    pub fn take<C: Clock>(&self, clock: &C) {
        loop {
            let Err(wait) = self.try_take(clock.now()) else { return };
            clock.sleep(wait);
        }
    }
}
