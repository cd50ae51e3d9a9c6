//! What a check may ask about the execution it is in.
//!
//! Facts only, never timings: "you summed it on one thread" or "you hold the lock while loading" is
//! something the model saw. Nothing here is a step of the schedule, so asking changes nothing.
//!
//! Of schedules that differ only in the order of unrelated operations, one is explored. So `sometimes`
//! finds what some *sharing* can bring about ("the second worker took the job"), and may miss a mere coincidence
//! between threads that share nothing ("one had ended before the other began").

use crate::state::{me, with};

/// Demands that *some* schedule shows this. After all schedules were explored the check fails with
/// "no schedule showed: …" unless `happened` was true at least once. Call it unconditionally.
pub fn sometimes(what: &'static str, happened: bool) {
    with(|e| match e.sometimes.iter_mut().find(|(label, _)| *label == what) {
        Some((_, seen)) => *seen |= happened,
        None => e.sometimes.push((what, happened)),
    });
}

/// Threads spawned so far in this execution, main and those of a runtime excluded.
pub fn threads_spawned() -> usize {
    with(|e| e.threads.iter().skip(1).filter(|t| !t.worker).count())
}

/// The most spawned threads that were alive (spawned, not yet finished) at once so far.
pub fn most_alive() -> usize {
    with(|e| e.most_alive)
}

/// Spawned threads that have not finished yet. 0 after a call means that it left nothing running.
pub fn alive() -> usize {
    with(|e| e.alive())
}

/// Spawned threads whose end nobody has seen: they have not finished, or they have, and nobody has joined them, so that nothing
/// but luck keeps them from running still. 0 after a call means that it has waited for all that it started.
pub fn unjoined() -> usize {
    with(|e| e.threads.iter().skip(1).filter(|t| !t.worker && !t.joined).count())
}

/// How often the current thread has had to wait so far for what others do, or for a time: for a message, for room, for a
/// notification, for a thread's end. Waiting for others to leave a lock does not count.
pub fn waits() -> usize {
    with(|e| e.threads[me()].waits)
}

/// Locks that the current thread holds. 0 in a callback means that it is not called under a lock.
pub fn locks_held() -> usize {
    with(|e| e.threads[me()].locks_held)
}

/// Tasks that were spawned in an async runtime and have neither finished nor been cancelled. 0 after a call means
/// that it left none behind.
pub fn tasks_alive() -> usize {
    crate::rt::task::alive()
}

/// Tasks spawned so far in this execution.
pub fn tasks_spawned() -> usize {
    with(|e| e.tasks.len())
}
