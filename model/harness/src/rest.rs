//! Proof that threads which have nothing to do really sleep, and a moment at which they do.
//!
//! It may not decide by speed. A thread is at rest when the system says that it waits, and has not been switched to for a while; one
//! that wants a processor and gets none is not. Where the system does not say (other systems than Linux), everybody is.

use std::time::Duration;

/// Blocks until all other threads of this process are at rest: none is at work, none asks in a loop, and none sleeps for some
/// moments only to ask again. `false` if that does not happen within `patience`, which is to be generous.
pub fn all_come_to_rest(patience: Duration) -> bool {
    #[cfg(target_os = "linux")]
    return linux::all_come_to_rest(patience);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = patience;
        true
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeSet;
    use std::path::Path;
    use std::sync::{Mutex, PoisonError};
    use std::time::{Duration, Instant};
    use std::{fs, thread};

    use crate::{rendezvous, stuck};

    /// Time between two looks.
    const LOOK: Duration = Duration::from_millis(20);

    /// For so long nobody may have been switched to. Whoever asks more often than once in this time has been.
    const REST: Duration = Duration::from_millis(120);

    /// So many looks there are at least before it is given up: on a busy machine patience can be over before anybody has looked.
    const LOOKS: usize = 20;

    /// The threads that look themselves whether the others are at rest.
    static LOOKING: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());

    pub fn all_come_to_rest(patience: Duration) -> bool {
        let own = rustix::thread::gettid().as_raw_nonzero().get();
        if fs::read_to_string(format!("/proc/self/task/{own}/syscall")).is_err() {
            // This system does not tell.
            return true;
        }
        LOOKING.lock().unwrap_or_else(PoisonError::into_inner).insert(own);
        let end = Instant::now() + patience;
        let (mut before, mut since, mut looks) = (None, Instant::now(), 0);
        let at_rest = loop {
            let (time, now) = (Instant::now(), all_at_rest());
            if now.is_none() || now != before {
                // From the end of the one look to the beginning of the other.
                (before, since) = (now, Instant::now());
            } else if time - since >= REST {
                break true;
            }
            looks += 1;
            if time >= end && looks >= LOOKS {
                break false;
            }
            thread::sleep(LOOK);
        };
        LOOKING.lock().unwrap_or_else(PoisonError::into_inner).remove(&own);
        at_rest
    }

    /// The threads and how often each has been switched to, if all wait but those that look.
    fn all_at_rest() -> Option<Vec<(i32, String)>> {
        let mut picture = Vec::new();
        for entry in fs::read_dir("/proc/self/task").ok()? {
            let entry = entry.ok()?;
            let (tid, path) = (entry.file_name().to_str()?.parse().ok()?, entry.path());
            if is_watcher(&path)? {
                continue;
            }
            let looks = LOOKING.lock().unwrap_or_else(PoisonError::into_inner).contains(&tid);
            if looks || rendezvous::waits_at_one(tid) {
                // It wakes up now and then, only to look.
                picture.push((tid, String::new()));
                continue;
            }
            if !waits(&fs::read_to_string(path.join("syscall")).ok()?) {
                return None;
            }
            picture.push((tid, stuck::switches(&path)?));
        }
        picture.sort();
        Some(picture)
    }

    fn is_watcher(thread: &Path) -> Option<bool> {
        Some(fs::read_to_string(thread.join("comm")).ok()?.trim_end() == stuck::WATCHER)
    }

    /// `NUMBER ARG …` of a wait for a lock, a message or a thread, with or without a limit, or of a sleep.
    fn waits(call: &str) -> bool {
        const FUTEX_AND_SLEEPS: [&str; 3] =
            if cfg!(target_arch = "x86_64") { ["202", "35", "230"] } else { ["98", "101", "115"] };
        call.split_whitespace().next().is_some_and(|number| FUTEX_AND_SLEEPS.contains(&number))
    }

    #[cfg(test)]
    mod tests {
        use std::sync::mpsc;

        use super::*;

        #[test]
        fn a_wait_is_told_from_work() {
            if cfg!(target_arch = "x86_64") {
                assert!(waits("202 0x7f10 0x189 0x0 0x0 0x0 0xffffffff 0x7f 0x7f"));
                assert!(waits("230 0x1 0x0 0x7ffc 0x7ffc 0x0 0x0 0x7f 0x7f"));
            }
            assert!(!waits("running"));
            assert!(!waits("-1 0x7ffc 0x7f10"));
        }

        /// Other tests run beside this one, so only that somebody is *not* at rest can be asserted.
        #[test]
        fn whoever_asks_in_a_loop_or_sleeps_for_moments_never_comes_to_rest() {
            for pause in [Duration::ZERO, Duration::from_millis(1)] {
                let (leave, asked) = mpsc::channel::<()>();
                let asking = thread::spawn(move || {
                    while asked.try_recv() == Err(mpsc::TryRecvError::Empty) {
                        if pause.is_zero() { thread::yield_now() } else { thread::sleep(pause) }
                    }
                });
                assert!(!all_come_to_rest(Duration::from_millis(500)), "with a pause of {pause:?}");
                drop(leave);
                asking.join().expect("it only asks");
            }
        }
    }
}
