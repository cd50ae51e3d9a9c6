//@ caught-by: model
//@ says: Tokens and time have a lock each. Two threads read the same old time, and both put in the token that has come since.
//@ kind: assertion
//@ sort: schedule-only

use std::sync::Mutex;
use std::time::Duration;

pub trait Clock {
    fn now(&self) -> Duration;
    fn sleep(&self, time: Duration);
}

pub struct RateLimit {
    burst: u128,
    every: u128,
    tokens: Mutex<u128>,
    since: Mutex<u128>,
}

fn from_nanos(nanos: u128) -> Duration {
    Duration::new((nanos / 1_000_000_000) as u64, (nanos % 1_000_000_000) as u32)
}

impl RateLimit {
    pub fn new(burst: u64, every: Duration) -> RateLimit {
        RateLimit {
            burst: u128::from(burst),
            every: every.as_nanos(),
            tokens: Mutex::new(u128::from(burst)),
            since: Mutex::new(0),
        }
    }

    pub fn try_take(&self, now: Duration) -> Result<(), Duration> {
        let now = now.as_nanos();
        let mut since = *self.since.lock().unwrap();
        let came = now.saturating_sub(since) / self.every;
        let mut tokens = self.tokens.lock().unwrap();
        *tokens += came;
        since += came * self.every;
        if *tokens >= self.burst {
            *tokens = self.burst;
            since = since.max(now);
        }
        *self.since.lock().unwrap() = since;
        if *tokens == 0 {
            return Err(from_nanos((since + self.every).saturating_sub(now)));
        }
        *tokens -= 1;
        Ok(())
    }

    pub fn take<C: Clock>(&self, clock: &C) {
        while let Err(wait) = self.try_take(clock.now()) {
            clock.sleep(wait);
        }
    }
}
