//! Two threads of their own, both joined; a panic of `store` is caught, so that it cannot skip the joining, and thrown again.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
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
    let parsing = thread::spawn(move || {
        lines.map(|line| parse(line)).all(|record| parsed.send(record).is_ok())
    });
    let pricing = thread::spawn(move || {
        to_price.into_iter().map(|record| price(record)).all(|record| priced.send(record).is_ok())
    });
    let storing = panic::catch_unwind(AssertUnwindSafe(|| {
        for record in to_store {
            store(record);
        }
    }));
    let ends = [parsing.join().map(drop), pricing.join().map(drop), storing];
    for end in ends {
        end.unwrap_or_else(|panic| panic::resume_unwind(panic));
    }
}
