//! A list of the moments at which the missing tokens come back; a token is free when the list is shorter than `burst`.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

pub trait Clock {
    fn now(&self) -> Duration;
    fn sleep(&self, time: Duration);
}

/// When each token that is missing comes back, in order.
pub struct RateLimit {
    burst: usize,
    every: Duration,
    coming: Mutex<VecDeque<Duration>>,
}

impl RateLimit {
    pub fn new(burst: u64, every: Duration) -> RateLimit {
        let burst = usize::try_from(burst).unwrap_or(usize::MAX);
        RateLimit { burst, every, coming: Mutex::default() }
    }

    pub fn try_take(&self, now: Duration) -> Result<(), Duration> {
        let mut coming = self.coming.lock().unwrap_or_else(PoisonError::into_inner);
        while coming.front().is_some_and(|at| *at <= now) {
            coming.pop_front();
        }
        if let Some(next) = coming.front()
            && coming.len() >= self.burst
        {
            return Err(*next - now);
        }
        // After the last one that is still to come, or from now on.
        let after = coming.back().copied().unwrap_or(now);
        coming.push_back(after + self.every);
        Ok(())
    }

    pub fn take<C: Clock>(&self, clock: &C) {
        while let Err(wait) = self.try_take(clock.now()) {
            clock.sleep(wait);
        }
    }
}
