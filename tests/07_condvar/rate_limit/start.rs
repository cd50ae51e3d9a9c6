//! # The limit that let a burst through
//!
//! A text message service allows one message every so often, and after a quiet time a few at once. The limiter
//! is a token bucket: it fills while time passes, and each message takes a token out. In the
//! provider's log there are two messages where one was allowed, always when two threads had waited for the
//! same token. And one night the limiter panicked: time had gone backwards.
//!
//! In Go this is `rate.Limiter`, or a `time.Ticker` that fills a buffered channel. To wait for a token
//! is to wait for *a moment*, and it seems that when the moment has come the token is there. It was there. So
//! was somebody else.
//!
//! Time is a parameter here: `try_take` is told what time it is, and `take` gets a clock. So a test can
//! let years pass.
//!
//! Before you edit: two threads ask, and both are told "in one second". One second later, how many tokens
//! are there?
//!
//! What must hold:
//!
//! - Keep all names and signatures, and the trait `Clock` as it is: the checks bring clocks of their own. Threads
//!   share one `&RateLimit`.
//! - `RateLimit::new(burst, every)` is a bucket for at most `burst` tokens (at least 1), and it is full at time
//!   zero. As long as it is not full it gets a token after each `every` (longer than zero), counted from the
//!   moment in which the first one was taken out of the full bucket. Parts of `every` are not lost: after
//!   `1.5 * every` there is one token, and the next one after half an `every`.
//! - `try_take(now)` takes a token: `Ok(())`. If there is none: `Err(wait)`, and `now + wait` is the moment of the
//!   next token. Exactly, to the nanosecond, also after years in which nobody asked.
//! - A thread reads the clock, and then it may be slow. So a `now` may be older than one that somebody else
//!   has come with. It brings no token, takes none away, and is no reason to panic. (Whether it
//!   gets one that came later, and what `wait` is if not, nobody checks.)
//! - `take(clock)` returns when it has taken a token, and waits for it no longer than it must. To wait it calls
//!   `clock.sleep`; no lock is held while it sleeps, and others may take tokens meanwhile.
//! - Between any two moments no more tokens are taken than the bucket had and got.

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
    tokens: Mutex<u64>,
    // TODO: who comes between these two locks?
    filled: Mutex<Duration>,
}

impl RateLimit {
    /// A full bucket for `burst` tokens, that gets one after each `every`.
    pub fn new(burst: u64, every: Duration) -> RateLimit {
        RateLimit { burst, every, tokens: Mutex::new(burst), filled: Mutex::new(Duration::ZERO) }
    }

    /// Takes a token; if there is none, how long it is from `now` to the next one.
    pub fn try_take(&self, now: Duration) -> Result<(), Duration> {
        self.fill(now);
        let mut tokens = self.tokens.lock().unwrap();
        if *tokens == 0 {
            // TODO: is it always that long?
            return Err(self.every);
        }
        *tokens -= 1;
        Ok(())
    }

    /// Takes a token, and waits for it if need be.
    pub fn take<C: Clock>(&self, clock: &C) {
        // TODO: is the token still there when the moment has come?
        if let Err(wait) = self.try_take(clock.now()) {
            clock.sleep(wait);
        }
    }

    /// Puts in what has come until `now`.
    fn fill(&self, now: Duration) {
        // TODO: what if somebody with a later `now` was quicker?
        let passed = now - *self.filled.lock().unwrap();
        let came = (passed.as_nanos() / self.every.as_nanos()) as u64;
        let mut tokens = self.tokens.lock().unwrap();
        *tokens = (*tokens + came).min(self.burst);
        // TODO: and the part of `every` that was too short for a token?
        *self.filled.lock().unwrap() = now;
    }
}
