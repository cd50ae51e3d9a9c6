//! Three things may happen, so one `select!` has three arms; and each arm says what "closed" means for it.

use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{Receiver, after, bounded, select};

/// What the first of the two replies, within `limit`.
pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    // No room is needed: whoever comes too late finds that the receiver is gone. In Go it would need `make(chan T, 1)`, or the
    // late one stands at its send for ever.
    let (from_primary, primary_reply) = bounded(0);
    let (from_replica, replica_reply) = bounded(0);
    // `let _`: that nobody wants the reply any more is no mistake of the one who made it.
    thread::spawn(move || {
        let _ = from_primary.send(primary());
    });
    thread::spawn(move || {
        let _ = from_replica.send(replica());
    });
    // Made once: this is the moment from which the limit counts, and both selections below look at the same clock.
    let time_is_up = after(limit);
    select! {
        // An `Err` is no reply. The sender has been dropped without a word, by a panic: now it is up to the other one.
        recv(primary_reply) -> reply => reply.ok().or_else(|| last_reply(&replica_reply, &time_is_up)),
        recv(replica_reply) -> reply => reply.ok().or_else(|| last_reply(&primary_reply, &time_is_up)),
        recv(time_is_up) -> _ => None,
    }
    // Both receivers end here.
    //
    // Since both senders are ours there is a shorter way that needs no `select!`: one channel, a sender for each of the two, and
    // `recv_timeout`. It is closed when both have gone. (See "Which tool?" in the lesson.)
}

/// The reply of the only one that is left.
fn last_reply<T>(reply: &Receiver<T>, time_is_up: &Receiver<Instant>) -> Option<T> {
    select! {
        recv(reply) -> reply => reply.ok(),
        recv(time_is_up) -> _ => None,
    }
}
