//@ caught-by: model
//@ says: A loop over `try_recv` keeps a processor busy with asking, and the one that is to reply waits for a processor.
//@ kind: livelock
//@ sort: tempting

use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{TryRecvError, bounded};

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let begun = Instant::now();
    let (from_primary, primary_reply) = bounded(1);
    let (from_replica, replica_reply) = bounded(1);
    thread::spawn(move || {
        let _ = from_primary.send(primary());
    });
    thread::spawn(move || {
        let _ = from_replica.send(replica());
    });
    while begun.elapsed() < limit {
        let mut closed = 0;
        for reply in [&primary_reply, &replica_reply] {
            match reply.try_recv() {
                Ok(reply) => return Some(reply),
                Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => closed += 1,
            }
        }
        if closed == 2 {
            return None;
        }
    }
    None
}
