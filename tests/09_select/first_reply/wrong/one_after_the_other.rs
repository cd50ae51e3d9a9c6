//@ caught-by: test
//@ says: While you wait for the primary nobody listens to the replica: its reply is there, and the caller waits for the whole limit.
//@ fails: the_one_that_replies_decides
//@ sort: tempting

use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::bounded;

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let begun = Instant::now();
    let (from_primary, primary_reply) = bounded(0);
    let (from_replica, replica_reply) = bounded(0);
    thread::spawn(move || {
        let _ = from_primary.send(primary());
    });
    thread::spawn(move || {
        let _ = from_replica.send(replica());
    });
    if let Ok(reply) = primary_reply.recv_timeout(limit) {
        return Some(reply);
    }
    replica_reply.recv_timeout(limit.saturating_sub(begun.elapsed())).ok()
}
