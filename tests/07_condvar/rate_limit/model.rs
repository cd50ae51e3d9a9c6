//! Are there never more tokens than have come, under every schedule?
//!
//! `take` is given the model's clock: it moves only when a sleep ends, and to that moment.

use std::thread;
use std::time::{Duration, Instant};

use answer::{Clock, RateLimit};

const SECOND: Duration = Duration::from_secs(1);

/// One token, two threads: one gets it.
pub fn one_token_for_one() {
    let limit = RateLimit::new(1, SECOND);
    let took = both(&limit, Duration::ZERO, Duration::ZERO);
    assert_eq!(took, 1, "tokens taken of the only one");
}

/// The token that has come is put in once.
pub fn a_token_comes_once() {
    let limit = RateLimit::new(2, SECOND);
    assert_eq!([limit.try_take(Duration::ZERO), limit.try_take(Duration::ZERO)], [Ok(()), Ok(())]);
    let took = both(&limit, SECOND, SECOND);
    assert_eq!(took, 1, "tokens taken, one second after the bucket was empty");
}

/// A thread that was slow comes with an old time.
pub fn an_old_time_brings_nothing() {
    let limit = RateLimit::new(2, SECOND);
    assert_eq!([limit.try_take(Duration::ZERO), limit.try_take(Duration::ZERO)], [Ok(()), Ok(())]);
    let took = both(&limit, SECOND, SECOND + SECOND / 2);
    assert_eq!(took, 1, "tokens taken, one and a half seconds after the bucket was empty");
    assert_eq!(limit.try_take(2 * SECOND), Ok(()), "the token of the second second");
    assert_eq!(limit.try_take(2 * SECOND), Err(SECOND), "there is no other");
}

/// Three messages, one token at once: the last one is sent after two seconds, and nobody sleeps under a lock.
//@ bound: 2
pub fn whoever_waits_asks_again() {
    let limit = RateLimit::new(1, SECOND);
    let clock = Model(Instant::now());
    thread::scope(|scope| {
        scope.spawn(|| limit.take(&clock));
        scope.spawn(|| limit.take(&clock));
        limit.take(&clock);
    });
    let now = clock.now();
    assert!(now >= 2 * SECOND, "three messages were sent within {now:?}, one a second");
}

/// How many of two threads got a token.
fn both(limit: &RateLimit, here: Duration, there: Duration) -> usize {
    thread::scope(|scope| {
        let other = scope.spawn(move || limit.try_take(there).is_ok());
        let took = limit.try_take(here).is_ok();
        usize::from(took) + usize::from(other.join().expect("an old time is no reason to panic"))
    })
}

struct Model(Instant);

impl Clock for Model {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, time: Duration) {
        assert_eq!(model::locks_held(), 0, "locks held while somebody sleeps");
        thread::sleep(time);
    }
}
