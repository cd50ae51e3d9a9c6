//@ caught-by: test
//@ says: `for_each_with` returns when all has been sent, and the receiving begins after it: with more results than room everybody waits for everybody.
//@ fails: one_thread_is_enough
//@ sort: tempting

use std::sync::mpsc;

use rayon::prelude::*;

pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let (done, results) = mpsc::sync_channel(room);
    items.par_iter().for_each_with(done, |done, item| {
        let _ = done.send(work(item));
    });
    for result in results {
        sink(result);
    }
}
