//! Notices an answer that no longer does anything a model could see (`loop {}`), and says where
//! each thread was last.
//!
//! It measures the processor time of this process, so that a busy machine cannot make it bark; only
//! ten seconds on the wall clock without a single operation count regardless. It may not judge
//! anything else.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::state::try_with;
use crate::stop::{last_operations, stop};
use crate::verdict::Verdict;

/// Operations of the model so far. Counts, and orders nothing: hence relaxed.
static OPERATIONS: AtomicU64 = AtomicU64::new(0);

const LOOK_EVERY: Duration = Duration::from_millis(50);
const PROCESSOR_TIME: Duration = Duration::from_secs(1);
const WALL_TIME: Duration = Duration::from_secs(10);

/// One more operation.
pub fn tick() {
    OPERATIONS.fetch_add(1, Ordering::Relaxed);
}

/// Watches from another OS thread, to the end of the process.
pub fn start() -> std::io::Result<()> {
    std::thread::Builder::new().name("watchdog".into()).spawn(watch).map(drop)
}

fn watch() {
    let mut seen = OPERATIONS.load(Ordering::Relaxed);
    let mut since = (Instant::now(), processor_time());
    loop {
        std::thread::sleep(LOOK_EVERY);
        let now = OPERATIONS.load(Ordering::Relaxed);
        if now != seen {
            seen = now;
            since = (Instant::now(), processor_time());
            continue;
        }
        if processor_time().saturating_sub(since.1) > PROCESSOR_TIME
            || since.0.elapsed() > WALL_TIME
        {
            // An operation that looks at the state right now is an operation: not stuck after all.
            if let Some(threads) = try_with(|e| last_operations(e)) {
                let message = "the check goes on without a single operation that the model could see: \
                               is there a loop that never ends?";
                stop(&Verdict::TimedOut { message: message.into(), threads });
            }
        }
    }
}

#[cfg(unix)]
fn processor_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` is a valid place for the answer.
    if unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) } != 0 {
        return Duration::ZERO;
    }
    // Neither is ever negative for this clock.
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Without a clock for it only the wall clock counts.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    Duration::ZERO
}
