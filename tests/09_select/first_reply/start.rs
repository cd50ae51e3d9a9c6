//! # The second answer that nobody heard
//!
//! A read goes to the primary, and to the replica as well; the first one to reply is believed. One night
//! the primary was slow. The replica had answered within two milliseconds, and every request took the whole time limit
//! all the same. And some days later, when a primary crashed instead of being slow, requests took the limit *twice*.
//!
//! In Go these are two channels, one `select`, and `time.After(limit)`. `std` has no `select`, so the version
//! below listens to one channel, and then to the other. crossbeam has one: `crossbeam::channel::select!`, with
//! `after(limit)` as one of its arms. Mind what is new in it: a channel whose senders are all gone is *ready*, with
//! an `Err`. In Go it would be, too, with a zero value.
//!
//! Before you edit: an arm of a `select!` is taken, and what it received is `Err(RecvError)`. Which of the two
//! has failed, and who may still reply?
//!
//! What must hold, for `first_reply(primary, replica, limit)`, with exactly the signature below:
//!
//! - Each of the two is asked on a thread of its own, both at the same time.
//! - The first reply that arrives is returned. The other one is not waited for.
//! - One that panics has not replied; then the other one's reply counts. If both have panicked, the result is `None`,
//!   without waiting for the limit.
//! - If there is no reply within `limit`, the result is `None`. It is not given up earlier while a reply may still come. No
//!   limit is too long: `Duration::MAX` is allowed.
//! - Whoever replies too late ends quietly: it does not panic because of that, and its thread does not stay behind.
//!
//! It is one limit for the whole call. (No check can see when your waiting began; whoever waits for you can.)

use std::thread;
use std::time::Duration;

use crossbeam::channel::bounded;

/// What the first of the two replies, within `limit`.
pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let (from_primary, primary_reply) = bounded(0);
    let (from_replica, replica_reply) = bounded(0);
    // TODO: what if nobody wants the reply any more?
    thread::spawn(move || from_primary.send(primary()).unwrap());
    thread::spawn(move || from_replica.send(replica()).unwrap());
    // TODO: who listens to the replica meanwhile?
    match primary_reply.recv_timeout(limit) {
        Ok(reply) => Some(reply),
        // TODO: and how much of the limit is left here?
        Err(_) => replica_reply.recv_timeout(limit).ok(),
    }
}
