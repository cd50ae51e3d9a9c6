//@ caught-by: test
//@ says: An arm whose channel is closed is ready, with an `Err`. One of the two has panicked, the other may still reply, and `None` is returned.
//@ fails: a_panic_is_no_reply
//@ sort: tempting

use std::thread;
use std::time::Duration;

use crossbeam::channel::{after, bounded, select};

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let (from_primary, primary_reply) = bounded(0);
    let (from_replica, replica_reply) = bounded(0);
    thread::spawn(move || {
        let _ = from_primary.send(primary());
    });
    thread::spawn(move || {
        let _ = from_replica.send(replica());
    });
    select! {
        recv(primary_reply) -> reply => reply.ok(),
        recv(replica_reply) -> reply => reply.ok(),
        recv(after(limit)) -> _ => None,
    }
}
