//@ caught-by: test
//@ says: `let (_, time_is_up) = bounded(0)` drops the sender in that very line, and a closed channel is always ready: the longest limit is up at once.
//@ fails: no_limit_is_too_long
//@ sort: boundary

use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{after, bounded, never, select};

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let (from_primary, mut primary_reply) = bounded(0);
    let (from_replica, mut replica_reply) = bounded(0);
    thread::spawn(move || {
        let _ = from_primary.send(primary());
    });
    thread::spawn(move || {
        let _ = from_replica.send(replica());
    });
    let time_is_up = if Instant::now().checked_add(limit).is_some() {
        after(limit)
    } else {
        let (_, time_is_up) = bounded(0);
        time_is_up
    };
    for _ in 0..2 {
        select! {
            recv(time_is_up) -> _ => return None,
            recv(primary_reply) -> reply => match reply {
                Ok(reply) => return Some(reply),
                Err(_) => primary_reply = never(),
            },
            recv(replica_reply) -> reply => match reply {
                Ok(reply) => return Some(reply),
                Err(_) => replica_reply = never(),
            },
        }
    }
    None
}
