//@ caught-by: test
//@ says: `Instant::now() + limit` panics when there is no such moment. `after` and `recv_timeout` know that some limits are never up.
//@ fails: no_limit_is_too_long
//@ sort: boundary

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let end = Instant::now() + limit;
    let (from_primary, reply) = mpsc::channel();
    let from_replica = from_primary.clone();
    thread::spawn(move || {
        let _ = from_primary.send(primary());
    });
    thread::spawn(move || {
        let _ = from_replica.send(replica());
    });
    reply.recv_timeout(end.saturating_duration_since(Instant::now())).ok()
}
