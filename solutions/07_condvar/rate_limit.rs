//! The bucket is filled and emptied under one guard, and after a sleep the question is asked again.

use std::sync::Mutex;
use std::time::Duration;

/// Tells the time, and lets it pass.
pub trait Clock {
    /// How long it is since the beginning.
    fn now(&self) -> Duration;
    /// Returns when so much time has passed, or more.
    fn sleep(&self, time: Duration);
}

/// A bucket of tokens that fills while time passes.
pub struct RateLimit {
    burst: u64,
    every: Duration,
    /// Both under one lock: "so many tokens" is only true together with "at that time".
    bucket: Mutex<Bucket>,
}

struct Bucket {
    tokens: u64,
    /// The moment from which the next token is counted.
    since: Duration,
}

impl RateLimit {
    /// A full bucket for `burst` tokens, that gets one after each `every`.
    pub fn new(burst: u64, every: Duration) -> RateLimit {
        let bucket = Bucket { tokens: burst, since: Duration::ZERO };
        RateLimit { burst, every, bucket: Mutex::new(bucket) }
    }

    /// Takes a token; if there is none, how long it is from `now` to the next one.
    pub fn try_take(&self, now: Duration) -> Result<(), Duration> {
        let mut bucket = self.bucket.lock().unwrap();
        self.fill(&mut bucket, now);
        if bucket.tokens == 0 {
            // Later than `now`: `fill` has counted all tokens up to `now`. With an old `now` it is longer than `every`.
            return Err(bucket.since + self.every - now);
        }
        bucket.tokens -= 1;
        Ok(())
    }

    /// Takes a token, and waits for it if need be.
    pub fn take<C: Clock>(&self, clock: &C) {
        // The sleep is what a notification is at a `Condvar`: a reason to look again. Everybody who waits is told the same
        // moment, and one token comes. So the time is read anew, and the bucket is asked anew.
        //
        // `try_take` has given its lock back when it returns, so nobody waits for a sleeper.
        while let Err(wait) = self.try_take(clock.now()) {
            clock.sleep(wait);
        }
    }

    /// Puts in what has come until `now`. It is given the bucket, and so it can only be called under the guard.
    fn fill(&self, bucket: &mut Bucket, now: Duration) {
        // The clock was read before the lock was taken. Whoever was quicker may have brought a later time; then nothing
        // has come since, and `since` must not go back, or the same time would bring its tokens twice.
        let passed = now.saturating_sub(bucket.since).as_nanos();
        let came = passed / self.every.as_nanos();
        let missing = u128::from(self.burst - bucket.tokens);
        if came >= missing {
            // A full bucket counts nothing: the time until now is gone. (Unless `now` is an old one.)
            bucket.tokens = self.burst;
            bucket.since = bucket.since.max(now);
        } else {
            // Less than `burst`, so it fits. What is left of `passed` stays: `since` moves by whole tokens only.
            bucket.tokens += came as u64;
            let rest = passed % self.every.as_nanos();
            bucket.since += from_nanos(passed - rest);
        }
    }
}

/// A time that was made of a `Duration` is one.
fn from_nanos(nanos: u128) -> Duration {
    const SECOND: u128 = 1_000_000_000;
    Duration::new((nanos / SECOND) as u64, (nanos % SECOND) as u32)
}
