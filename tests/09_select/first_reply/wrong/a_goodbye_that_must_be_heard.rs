//@ caught-by: test
//@ says: The reply may be dropped, but the goodbye behind it is sent with `unwrap`: when the caller has gone, whoever comes too late panics after all. Nobody needs to hear either of the two.
//@ fails: a_late_one_does_not_panic_on_its_way_out
//@ sort: boundary

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let begun = Instant::now();
    let (from_primary, events) = mpsc::channel();
    let from_replica = from_primary.clone();
    thread::spawn(move || {
        let reply = catch_unwind(AssertUnwindSafe(primary)).ok();
        let _ = from_primary.send(reply);
        from_primary.send(None).unwrap();
    });
    thread::spawn(move || {
        let reply = catch_unwind(AssertUnwindSafe(replica)).ok();
        let _ = from_replica.send(reply);
        from_replica.send(None).unwrap();
    });
    for _ in 0..4 {
        let left = limit.saturating_sub(begun.elapsed());
        match events.recv_timeout(left) {
            Ok(Some(reply)) => return Some(reply),
            Ok(None) => {}
            Err(_) => return None,
        }
    }
    None
}
