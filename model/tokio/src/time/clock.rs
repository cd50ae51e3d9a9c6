//! `pause` and the like: the model's clock stands still by itself.

use std::future::Future;

use super::{Duration, sleep};

/// Without effect: the model's clock moves only when a wait ends.
pub fn pause() {}

/// Without effect: as `pause`.
pub fn resume() {}

/// Waits until the clock has moved so far.
#[track_caller]
pub fn advance(duration: Duration) -> impl Future<Output = ()> {
    sleep(duration)
}
