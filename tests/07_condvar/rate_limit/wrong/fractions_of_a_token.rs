//@ caught-by: test
//@ says: Parts of a token, as an `f64`, add up to nearly one: at the very moment for which the answer has asked there is none yet.
//@ fails: every_token_at_its_time
//@ sort: tempting

use std::sync::Mutex;
use std::time::Duration;
pub trait Clock {
    fn now(&self) -> Duration;
    fn sleep(&self, time: Duration);
}
pub struct RateLimit {
    burst: f64,
    every: Duration,
    b: Mutex<(f64, Duration)>,
}
impl RateLimit {
    pub fn new(burst: u64, every: Duration) -> RateLimit {
        RateLimit { burst: burst as f64, every, b: Mutex::new((burst as f64, Duration::ZERO)) }
    }
    pub fn try_take(&self, now: Duration) -> Result<(), Duration> {
        let mut b = self.b.lock().unwrap();
        let passed = now.saturating_sub(b.1);
        b.0 = (b.0 + passed.as_secs_f64() / self.every.as_secs_f64()).min(self.burst);
        b.1 = b.1.max(now);
        if b.0 >= 1.0 {
            b.0 -= 1.0;
            Ok(())
        } else {
            Err(self.every.mul_f64(1.0 - b.0))
        }
    }
    pub fn take<C: Clock>(&self, clock: &C) {
        while let Err(w) = self.try_take(clock.now()) {
            clock.sleep(w)
        }
    }
}
