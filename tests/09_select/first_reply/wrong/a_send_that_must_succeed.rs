//@ caught-by: test
//@ says: A `send` fails when nobody wants the reply any more, and that is how it should be. With `unwrap` the slower one panics, in every call.
//@ fails: a_late_reply_ends_quietly
//@ sort: tempting

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
    thread::spawn(move || from_primary.send(primary()).unwrap());
    thread::spawn(move || from_replica.send(replica()).unwrap());
    reply.recv_timeout(limit).ok()
}
