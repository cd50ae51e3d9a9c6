//@ caught-by: test
//@ says: It sleeps for `every`, though a part of it had gone by: `try_take` has said how long it is to the next token.
//@ sort: tempting

use std::sync::Mutex;
use std::time::Duration;

/// Tells the time, and lets it pass.
pub trait Clock {
    /// How long it is since the beginning.
    fn now(&self) -> Duration;
    /// Returns when so much time has passed, or more.
    fn sleep(&self, time: Duration);
}

pub struct RateLimit {
    burst: u64,
    every: Duration,
    state: Mutex<State>,
}

struct State {
    tokens: u64,
    // the moment from which the next token is counted
    since: Duration,
    latest: Duration,
}

impl RateLimit {
    pub fn new(burst: u64, every: Duration) -> RateLimit {
        RateLimit {
            burst,
            every,
            state: Mutex::new(State {
                tokens: burst,
                since: Duration::ZERO,
                latest: Duration::ZERO,
            }),
        }
    }

    pub fn try_take(&self, now: Duration) -> Result<(), Duration> {
        let mut s = self.state.lock().unwrap();
        s.latest = s.latest.max(now);
        let latest = s.latest;
        if s.tokens < self.burst {
            let passed = latest.saturating_sub(s.since).as_nanos();
            let came = passed / self.every.as_nanos();
            if came >= u128::from(self.burst - s.tokens) {
                s.tokens = self.burst;
            } else {
                s.tokens += came as u64;
                let rest = passed % self.every.as_nanos();
                s.since = latest - nanos(rest);
            }
        }
        if s.tokens == self.burst {
            s.since = latest;
        }
        if s.tokens == 0 {
            return Err((s.since + self.every).saturating_sub(now));
        }
        s.tokens -= 1;
        Ok(())
    }

    pub fn take<C: Clock>(&self, clock: &C) {
        while self.try_take(clock.now()).is_err() {
            clock.sleep(self.every);
        }
    }
}

fn nanos(n: u128) -> Duration {
    Duration::new((n / 1_000_000_000) as u64, (n % 1_000_000_000) as u32)
}
