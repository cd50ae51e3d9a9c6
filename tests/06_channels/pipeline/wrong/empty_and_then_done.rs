//@ caught-by: model
//@ says: Nothing there, and then: the stage before is done. In between it sent its last record, and that one is lost.
//@ fails: the_end_runs_through
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, TryRecvError};
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
    let all_parsed = Arc::new(AtomicBool::new(false));
    let done = Arc::clone(&all_parsed);
    // Kept for the next import.
    let keep = parsed.clone();
    thread::scope(|scope| {
        scope.spawn(move || {
            let _done = SetWhenDropped(done);
            for line in lines {
                if parsed.send(parse(line)).is_err() {
                    return;
                }
            }
        });
        scope.spawn(move || {
            loop {
                match to_price.try_recv() {
                    Ok(record) => {
                        if priced.send(price(record)).is_err() {
                            return;
                        }
                    }
                    Err(TryRecvError::Empty) if !all_parsed.load(Ordering::SeqCst) => {
                        thread::yield_now()
                    }
                    Err(_) => return,
                }
            }
        });
        for record in to_store {
            store(record);
        }
    });
    drop(keep);
}

struct SetWhenDropped(Arc<AtomicBool>);

impl Drop for SetWhenDropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}
