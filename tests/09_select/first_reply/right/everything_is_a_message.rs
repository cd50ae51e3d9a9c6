//! A panic is a message, too: whoever leaves says so, and the caller counts those who have left.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let begun = Instant::now();
    let (from_primary, events) = mpsc::channel();
    let from_replica = from_primary.clone();
    thread::spawn(move || {
        let _end = End(&from_primary);
        let _ = from_primary.send(Some(primary()));
    });
    thread::spawn(move || {
        let _end = End(&from_replica);
        let _ = from_replica.send(Some(replica()));
    });
    for _ in 0..2 {
        // What is left of it, and a limit that is over is one of zero.
        let left = limit.saturating_sub(begun.elapsed());
        match events.recv_timeout(left) {
            Ok(Some(reply)) => return Some(reply),
            Ok(None) => {}
            Err(_) => return None,
        }
    }
    None
}

struct End<'a, T>(&'a mpsc::Sender<Option<T>>);

impl<T> Drop for End<'_, T> {
    fn drop(&mut self) {
        let _ = self.0.send(None);
    }
}
