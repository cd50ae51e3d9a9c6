//! `tokio::time`.

use std::fmt::Debug;
use std::pin::Pin;

use tokio::time::{
    Duration, Instant, Interval, MissedTickBehavior, Sleep, Timeout, interval, interval_at, sleep,
    sleep_until, timeout, timeout_at,
};

use super::{alone, poll_once};
use crate::Case;

is! {
    Instant: Send, Sync, Copy, Ord, std::hash::Hash, Debug;
    Interval: Send, Sync, Debug;
    Sleep: Send, Sync, Debug;
    Timeout<Sleep>: Send, Sync, Debug;
}
is_not! {
    Instant: Default;
}

pub fn cases() -> Vec<Case> {
    [instant::CASES, interval::CASES, sleep::CASES, timeout::CASES, clock::CASES].concat()
}

const SOON: Duration = Duration::from_millis(2);

mod instant {
    use super::*;

    cases! { adds_and_subtracts goes_on }

    fn adds_and_subtracts() {
        alone(async {
            let now = Instant::now();
            let mut later = now + SOON;
            assert_eq!((later - now, later.duration_since(now)), (SOON, SOON));
            assert_eq!(now.saturating_duration_since(later), Duration::ZERO);
            assert_eq!(now.checked_duration_since(later), None);
            assert_eq!(later.checked_duration_since(now), Some(SOON));
            assert_eq!((now.checked_add(SOON), later.checked_sub(SOON)), (Some(later), Some(now)));
            later += SOON;
            later -= SOON;
            assert_eq!(later - SOON, now);
            assert_eq!(Instant::from_std(now.into_std()), now);
            assert_eq!(Instant::from(std::time::Instant::from(now)), now);
        });
    }

    fn goes_on() {
        alone(async {
            let begun = Instant::now();
            sleep(SOON).await;
            assert!(begun.elapsed() >= SOON && Instant::now() >= begun + SOON);
        });
    }
}

mod interval {
    use super::*;

    cases! { interval_ticks interval_is_reset }

    fn interval_ticks() {
        alone(async {
            let begun = Instant::now();
            let mut ticks = interval(SOON);
            assert_eq!(ticks.period(), SOON);
            assert_eq!(ticks.missed_tick_behavior(), MissedTickBehavior::Burst);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            assert!(ticks.tick().await >= begun);
            assert!(ticks.tick().await >= begun + SOON);
            let mut later = interval_at(Instant::now() + SOON, SOON);
            assert!(std::future::poll_fn(|cx| later.poll_tick(cx)).await >= begun + SOON);
        });
    }

    fn interval_is_reset() {
        alone(async {
            let mut ticks = interval(SOON);
            ticks.tick().await;
            ticks.reset();
            let begun = Instant::now();
            ticks.reset_immediately();
            ticks.tick().await;
            ticks.reset_after(SOON);
            ticks.tick().await;
            assert!(begun.elapsed() >= SOON);
            let moment = Instant::now() + SOON;
            ticks.reset_at(moment);
            assert!(ticks.tick().await >= moment);
        });
    }
}

mod sleep {
    use super::*;

    cases! { sleep_ends_at_its_time sleep_is_reset }

    fn sleep_ends_at_its_time() {
        alone(async {
            let moment = Instant::now() + SOON;
            let mut sleeping = Box::pin(sleep_until(moment));
            assert_eq!(sleeping.deadline(), moment);
            sleeping.as_mut().await;
            assert!(sleeping.is_elapsed() && Instant::now() >= moment);
            sleep(Duration::ZERO).await;
        });
    }

    fn sleep_is_reset() {
        alone(async {
            let mut sleeping: Pin<Box<Sleep>> = Box::pin(sleep(Duration::from_secs(3600)));
            assert!(!sleeping.is_elapsed());
            sleeping.as_mut().reset(Instant::now() + SOON);
            sleeping.await;
        });
    }
}

mod timeout {
    use super::*;

    cases! { timeout_gives_the_value_or_nothing timeout_holds_a_future }

    fn timeout_gives_the_value_or_nothing() {
        alone(async {
            assert_eq!(timeout(SOON, async { 1 }).await, Ok(1));
            let error = timeout(SOON, std::future::pending::<()>()).await.unwrap_err();
            assert_eq!(error.to_string(), "deadline has elapsed");
            assert_eq!(std::io::Error::from(error).kind(), std::io::ErrorKind::TimedOut);
            let moment = Instant::now() + SOON;
            assert!(timeout_at(moment, std::future::pending::<()>()).await.is_err());
            assert!(Instant::now() >= moment);
            // The future is asked first.
            assert_eq!(timeout(Duration::ZERO, async { 1 }).await, Ok(1));
        });
    }

    fn timeout_holds_a_future() {
        alone(async {
            let mut held = timeout(SOON, std::future::ready(1));
            assert_eq!(poll_once(&mut held.get_ref().clone()), std::task::Poll::Ready(1));
            *held.get_mut() = std::future::ready(2);
            assert_eq!(held.into_inner().await, 2);
        });
    }
}

mod clock {
    use super::*;

    cases! { pause_and_advance }

    fn pause_and_advance() {
        alone(async {
            tokio::time::pause();
            let begun = Instant::now();
            tokio::time::advance(SOON).await;
            assert!(begun.elapsed() >= SOON);
            tokio::time::resume();
        });
    }
}
