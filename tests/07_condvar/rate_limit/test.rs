//! Does the bucket count right, whatever the time is? Nothing here waits for real time to pass. What two threads do to
//! each other is for the model.
//@ deadline: 8s

use std::cell::Cell;
use std::time::Duration;

use answer::{Clock, RateLimit};
use harness::{Rng, seed};

/// At random times, the tokens are those that have come, and the waiting is exact.
pub fn every_token_at_its_time(seed: u64) -> Vec<Result<(), u128>> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for _ in 0..20 {
        let (burst, every) = (rng.range(1..5), rng.range(1..3_000_000_000));
        let limit = RateLimit::new(burst, Duration::from_nanos(every));
        let (mut now, mut wait) = (0, 0);
        for _ in 0..40 {
            // Often several at once, mostly a little later, now and then after a long time.
            now += match rng.below(8) {
                0 | 1 => 0,
                2 | 3 => rng.below(every),
                4 => rng.below(3 * every),
                // At the very moment for which the last answer has asked.
                5 | 6 => wait,
                _ => rng.below(20 * every),
            };
            let took = limit.try_take(Duration::from_nanos(now));
            wait = took.err().map_or(0, |wait| wait.as_nanos() as u64);
            seen.push(took.map_err(|wait| wait.as_nanos()));
        }
    }
    seen
}

/// A full bucket has `burst` tokens, and one comes after each `every`.
pub fn a_burst_and_then_one_by_one() {
    let every = Duration::from_millis(300);
    let limit = RateLimit::new(3, every);
    for token in 1..=3 {
        assert_eq!(limit.try_take(Duration::ZERO), Ok(()), "token {token} of 3");
    }
    assert_eq!(limit.try_take(Duration::ZERO), Err(every), "an empty bucket");
    let soon = every - Duration::from_nanos(1);
    assert_eq!(limit.try_take(soon), Err(Duration::from_nanos(1)), "a nanosecond too early");
    assert_eq!(limit.try_take(every), Ok(()), "the token that came after 300 ms");
    assert_eq!(limit.try_take(every), Err(every), "an empty bucket");
}

/// Parts of the time between two tokens are not lost.
pub fn parts_are_kept() {
    let every = Duration::from_secs(1);
    let half = every / 2;
    let limit = RateLimit::new(2, every);
    assert_eq!([limit.try_take(Duration::ZERO), limit.try_take(Duration::ZERO)], [Ok(()), Ok(())]);
    assert_eq!(limit.try_take(every + half), Ok(()), "after 1.5 s there is a token");
    assert_eq!(limit.try_take(every + half), Err(half), "and the next one comes after 2 s");
    assert_eq!(limit.try_take(2 * every), Ok(()), "after 2 s there is a token");
    assert_eq!(limit.try_take(2 * every), Err(every), "and the next one comes after 3 s");
}

/// After years in which nobody asked, the bucket is full, and no fuller.
pub fn years_later() {
    // 2^32 seconds, and as many nanoseconds as there are in 500 years.
    for (every, years) in [
        (Duration::from_secs(1), Duration::from_secs(1 << 32)),
        (Duration::from_nanos(1), Duration::from_secs(500 * 365 * 86_400)),
        (Duration::from_nanos(1), Duration::from_secs(1_000 * 365 * 86_400)),
    ] {
        let limit = RateLimit::new(2, every);
        assert_eq!(limit.try_take(Duration::ZERO), Ok(()));
        assert_eq!(limit.try_take(Duration::ZERO), Ok(()));
        assert_eq!(limit.try_take(years), Ok(()), "the first token after {years:?}");
        assert_eq!(limit.try_take(years), Ok(()), "the second token after {years:?}");
        assert_eq!(limit.try_take(years), Err(every), "a bucket for two, after {years:?}");
    }
}

/// A time that is older than one that was seen brings no tokens, takes none away, and breaks nothing.
pub fn time_goes_backwards() {
    let second = Duration::from_secs(1);
    let limit = RateLimit::new(1, second);
    assert_eq!(limit.try_take(10 * second), Ok(()), "a full bucket");
    for older in [9, 0, 5] {
        let took = limit.try_take(older * second);
        assert!(took.is_err(), "the bucket was emptied at 10 s, and now it is {older} s");
    }
    assert_eq!(limit.try_take(10 * second), Err(second), "the bucket was emptied at 10 s");
    assert_eq!(limit.try_take(11 * second), Ok(()), "the token of 11 s");
    assert!(limit.try_take(second).is_err(), "the bucket was emptied at 11 s, and now it is 1 s");
    assert_eq!(limit.try_take(11 * second), Err(second), "the bucket was emptied at 11 s");
}

/// Whoever takes a token waits for it as long as need be, and no longer.
pub fn taking_waits() {
    let mut rng = Rng::new(seed());
    let every = Duration::from_nanos(rng.range(1..5_000_000_000));
    let clock = Sleepless::default();
    let limit = RateLimit::new(2, every);
    for message in 0..6_u32 {
        limit.take(&clock);
        assert_eq!(
            clock.now(),
            every * message.saturating_sub(1),
            "when message {message} was sent"
        );
    }
    clock.sleep(every / 3);
    limit.take(&clock);
    assert_eq!(clock.now(), every * 5, "when the next one was sent, after a pause of a third");
}

/// Whoever has slept may find that somebody else was quicker.
pub fn somebody_else_was_quicker() {
    let every = Duration::from_secs(1);
    let limit = RateLimit::new(1, every);
    let clock = Quicker { limit: &limit, clock: Sleepless::default(), took: Cell::new(0) };
    for message in 1..=3 {
        limit.take(&clock);
        let (now, took) = (clock.now().as_secs(), clock.took.get());
        assert!(
            message + took <= 1 + now,
            "{message} messages, {took} of somebody else's, and after {now} s there were {} tokens",
            1 + now
        );
    }
}

/// A clock on which time passes when somebody sleeps.
#[derive(Default)]
struct Sleepless {
    now: Cell<Duration>,
}

impl Clock for Sleepless {
    fn now(&self) -> Duration {
        self.now.get()
    }

    fn sleep(&self, time: Duration) {
        self.now.set(self.now.get() + time);
    }
}

/// A clock on which every first sleep is long enough for somebody else to take a token.
struct Quicker<'a> {
    limit: &'a RateLimit,
    clock: Sleepless,
    took: Cell<u64>,
}

impl Clock for Quicker<'_> {
    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn sleep(&self, time: Duration) {
        self.clock.sleep(time);
        // Three times at most, so that whoever waits gets a turn.
        if self.took.get() < 3 && self.limit.try_take(self.now()).is_ok() {
            self.took.set(self.took.get() + 1);
        }
    }
}
