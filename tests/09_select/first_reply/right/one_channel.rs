//! One channel of std's for both: it is closed when both have gone, and its `recv_timeout` needs no `select!`.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let (from_primary, reply) = mpsc::channel();
    let from_replica = from_primary.clone();
    thread::spawn(move || {
        let _ = from_primary.send(primary());
    });
    thread::spawn(move || {
        let _ = from_replica.send(replica());
    });
    reply.recv_timeout(limit).ok()
}
