//@ caught-by: test
//@ says: Both have panicked, and nothing tells the caller that no reply can come any more: it waits for the limit to be up.
//@ fails: the_one_that_replies_decides
//@ sort: boundary

use std::thread;
use std::time::Duration;

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
    let time_is_up = after(limit);
    loop {
        select! {
            recv(primary_reply) -> reply => match reply {
                Ok(reply) => return Some(reply),
                Err(_) => primary_reply = never(),
            },
            recv(replica_reply) -> reply => match reply {
                Ok(reply) => return Some(reply),
                Err(_) => replica_reply = never(),
            },
            recv(time_is_up) -> _ => return None,
        }
    }
}
