//! As x/time/rate does it: whoever has to wait reserves its token first, and then sleeps once, until the token is due.

use std::sync::Mutex;
use std::time::Duration;

pub trait Clock {
    fn now(&self) -> Duration;
    fn sleep(&self, time: Duration);
}

pub struct RateLimit {
    tolerance: u128,
    every: u128,
    full_at: Mutex<u128>,
}

fn from_nanos(nanos: u128) -> Duration {
    Duration::new((nanos / 1_000_000_000) as u64, (nanos % 1_000_000_000) as u32)
}

impl RateLimit {
    pub fn new(burst: u64, every: Duration) -> RateLimit {
        let every = every.as_nanos();
        RateLimit { tolerance: u128::from(burst - 1) * every, every, full_at: Mutex::new(0) }
    }

    pub fn try_take(&self, now: Duration) -> Result<(), Duration> {
        let now = now.as_nanos();
        let mut full_at = self.full_at.lock().unwrap();
        let from = now.max(*full_at);
        let due = from.saturating_sub(self.tolerance);
        if due > now {
            return Err(from_nanos(due - now));
        }
        *full_at = from + self.every;
        Ok(())
    }

    pub fn take<C: Clock>(&self, clock: &C) {
        let now = clock.now().as_nanos();
        let wait = {
            let mut full_at = self.full_at.lock().unwrap();
            let from = now.max(*full_at);
            *full_at = from + self.every;
            from.saturating_sub(self.tolerance).saturating_sub(now)
        };
        if wait > 0 {
            clock.sleep(from_nanos(wait));
        }
    }
}
