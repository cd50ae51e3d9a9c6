//! Notices, without a clock in the verdict, that nothing in this process can ever happen again: every thread waits, without a
//! time limit, for another thread of the same process.
//!
//! It may not guess. Where the system does not say what a thread waits for (other systems than Linux), or where one thread
//! waits for something outside (a timer, a file, a child), it stays silent and the checker's deadline decides.

use std::time::Duration;

/// Time between two looks. It only decides how soon a standstill is reported, not whether it is one.
const PAUSE: Duration = Duration::from_millis(40);

/// The name of the thread that looks; no part of what it looks at.
pub(crate) const WATCHER: &str = "standstill";

/// Looks at all threads again and again; calls `standstill` when all but this one wait for each other. It says whether to go
/// on looking.
pub fn watch(standstill: impl Fn() -> bool + Send + 'static) {
    let watcher = std::thread::Builder::new().name(WATCHER.to_string()).spawn(move || {
        let mut before = None;
        loop {
            std::thread::sleep(PAUSE);
            let now = everybody_waits();
            // Twice the same picture, without a single switch in between: nobody was just about to move.
            if now.is_some() && now == before {
                if !standstill() {
                    return;
                }
                before = None;
            } else {
                before = now;
            }
        }
    });
    // Without a watcher the checker's deadline does its work, only later.
    drop(watcher);
}

/// The threads and how often each has been switched to, if all but the caller wait for each other without a limit.
#[cfg(target_os = "linux")]
fn everybody_waits() -> Option<Vec<(i32, String)>> {
    let own = rustix::thread::gettid().as_raw_nonzero().get();
    let mut picture = Vec::new();
    for entry in std::fs::read_dir("/proc/self/task").ok()? {
        let entry = entry.ok()?;
        let tid: i32 = entry.file_name().to_str()?.parse().ok()?;
        if tid == own {
            continue;
        }
        if crate::rendezvous::waits_at_one(tid) {
            // It wakes up now and then, only to look whether the others have come.
            picture.push((tid, String::new()));
            continue;
        }
        let call = std::fs::read_to_string(entry.path().join("syscall")).ok()?;
        if !waits_without_limit(&call) {
            return None;
        }
        let switches = switches(&entry.path())?;
        picture.push((tid, switches));
    }
    picture.push((0, crate::rendezvous::arrivals().to_string()));
    picture.sort();
    Some(picture)
}

/// How often the thread with this folder in `/proc` has been switched to.
#[cfg(target_os = "linux")]
pub(crate) fn switches(thread: &std::path::Path) -> Option<String> {
    let status = std::fs::read_to_string(thread.join("status")).ok()?;
    let lines = status.lines().filter(|line| line.contains("ctxt_switches"));
    Some(lines.collect::<Vec<_>>().join(" "))
}

#[cfg(not(target_os = "linux"))]
fn everybody_waits() -> Option<Vec<(i32, String)>> {
    None
}

/// `NUMBER ARG ARG ARG ARG …` of a futex wait whose fourth argument, the time limit, is null. Locks, channels, parking and
/// joining all end up there.
#[cfg(target_os = "linux")]
fn waits_without_limit(call: &str) -> bool {
    const FUTEX: &str = if cfg!(target_arch = "x86_64") { "202" } else { "98" };
    const WAIT: u64 = 0;
    const WAIT_BITSET: u64 = 9;
    let mut words = call.split_whitespace();
    let hex = |word: Option<&str>| u64::from_str_radix(word?.strip_prefix("0x")?, 16).ok();
    if words.next() != Some(FUTEX) {
        return false;
    }
    let (_address, operation, _value, limit) =
        (words.next(), hex(words.next()), words.next(), hex(words.next()));
    // The low bits name the operation; the others say private and which clock.
    matches!(operation.map(|operation| operation & 0x7f), Some(WAIT | WAIT_BITSET))
        && limit == Some(0)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_wait_without_a_limit_is_told_from_one_with() {
        assert!(waits_without_limit("202 0x7f10 0x189 0x0 0x0 0x0 0xffffffff 0x7f 0x7f"));
        assert!(waits_without_limit("202 0x7f10 0x80 0x2 0x0 0x0 0x0 0x7f 0x7f"));
        assert!(!waits_without_limit("202 0x7f10 0x189 0x0 0x7ffc1 0x0 0xffffffff 0x7f 0x7f"));
        assert!(!waits_without_limit("202 0x7f10 0x81 0x1 0x0 0x0 0x0 0x7f 0x7f"));
        assert!(!waits_without_limit("230 0x1 0x0 0x7ffc 0x7ffc 0x0 0x0 0x7f 0x7f"));
        assert!(!waits_without_limit("running"));
    }
}
