//@ caught-by: model
//@ says: When the last record has been stored, the thread that parses has nothing more to do, but nobody has waited until it is gone.
//@ fails: the_end_runs_through
//@ kind: assertion
//@ sort: boundary

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

pub fn import<L, P, Q, S>(lines: L, room: usize, mut parse: P, mut price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send + 'static,
    P: FnMut(u64) -> u64 + Send + 'static,
    Q: FnMut(u64) -> u64 + Send + 'static,
    S: FnMut(u64),
{
    let (parsed, to_price) = mpsc::sync_channel(room);
    let (priced, to_store) = mpsc::sync_channel(room);
    let broken = Arc::new(Mutex::new(None));
    let breaks = Arc::clone(&broken);
    let parsing = thread::spawn(move || {
        let parse_all = || lines.map(|line| parse(line)).all(|record| parsed.send(record).is_ok());
        // Told before `parsed` is dropped, and so before anybody takes the end for a regular one.
        if let Err(panic) = panic::catch_unwind(AssertUnwindSafe(parse_all)) {
            *breaks.lock().unwrap() = Some(panic);
        }
        drop(parsed);
    });
    let pricing = thread::spawn(move || {
        to_price.into_iter().map(|record| price(record)).all(|record| priced.send(record).is_ok())
    });
    let storing = panic::catch_unwind(AssertUnwindSafe(|| {
        for record in to_store {
            store(record);
        }
    }));
    let ends = [pricing.join().map(drop), storing];
    if ends.iter().any(Result::is_err) {
        parsing.join().unwrap();
    }
    for end in ends {
        end.unwrap_or_else(|panic| panic::resume_unwind(panic));
    }
    let panic = broken.lock().unwrap().take();
    if let Some(panic) = panic {
        panic::resume_unwind(panic);
    }
}
