//! `tokio::time`, in model time: the clock moves only when the explorer ends a wait that has a deadline, the earliest
//! first. A deadline may come before anything else happens, however long it is.

mod clock;
mod instant;
mod interval;
mod sleep;
mod timeout;

pub use std::time::Duration;

pub use clock::{advance, pause, resume};
pub use instant::Instant;
pub use interval::{Interval, MissedTickBehavior, interval, interval_at};
pub use sleep::{Sleep, sleep, sleep_until};
pub use timeout::{Timeout, timeout, timeout_at};

/// The errors.
pub mod error {
    pub use super::timeout::Elapsed;
}

/// As good as never: the real one waits thirty years.
const FAR: Duration = Duration::from_secs(86_400 * 365 * 30);
