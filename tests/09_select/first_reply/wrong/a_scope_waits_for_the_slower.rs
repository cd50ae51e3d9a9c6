//@ caught-by: test
//@ says: The scope waits for both threads before it returns the first reply: the slower one decides how long it takes.
//@ fails: the_one_that_replies_decides
//@ sort: tempting

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send,
    P: FnOnce() -> T + Send,
    R: FnOnce() -> T + Send,
{
    let (from_primary, reply) = mpsc::channel();
    let from_replica = from_primary.clone();
    thread::scope(|scope| {
        let first = scope.spawn(move || {
            let _ = from_primary.send(primary());
        });
        let second = scope.spawn(move || {
            let _ = from_replica.send(replica());
        });
        let reply = reply.recv_timeout(limit).ok();
        let _ = (first.join(), second.join());
        reply
    })
}
