//@ caught-by: test
//@ says: What is left over when the time is divided by `every` is thrown away, and with many questions no token ever comes.
//@ fails: parts_are_kept, every_token_at_its_time, a_burst_and_then_one_by_one
//@ sort: tempting

use std::sync::Mutex;
use std::time::Duration;

pub trait Clock {
    fn now(&self) -> Duration;
    fn sleep(&self, time: Duration);
}

pub struct RateLimit {
    burst: u128,
    every: u128,
    bucket: Mutex<Bucket>,
}

struct Bucket {
    tokens: u128,
    since: u128,
}

fn from_nanos(nanos: u128) -> Duration {
    Duration::new((nanos / 1_000_000_000) as u64, (nanos % 1_000_000_000) as u32)
}

impl RateLimit {
    pub fn new(burst: u64, every: Duration) -> RateLimit {
        RateLimit {
            burst: u128::from(burst),
            every: every.as_nanos(),
            bucket: Mutex::new(Bucket { tokens: u128::from(burst), since: 0 }),
        }
    }

    pub fn try_take(&self, now: Duration) -> Result<(), Duration> {
        let now = now.as_nanos();
        let mut bucket = self.bucket.lock().unwrap();
        let came = now.saturating_sub(bucket.since) / self.every;
        bucket.tokens += came;
        bucket.since = bucket.since.max(now);
        if bucket.tokens >= self.burst {
            bucket.tokens = self.burst;
            bucket.since = bucket.since.max(now);
        }
        if bucket.tokens == 0 {
            return Err(from_nanos(bucket.since + self.every - now));
        }
        bucket.tokens -= 1;
        Ok(())
    }

    pub fn take<C: Clock>(&self, clock: &C) {
        while let Err(wait) = self.try_take(clock.now()) {
            clock.sleep(wait);
        }
    }
}
