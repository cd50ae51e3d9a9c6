//@ caught-by: test
//@ says: Two items are worked on, and only when both are done they are handed over: one that takes its time holds back the other one's result.
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

use rayon::prelude::*;

pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let (done, results) = mpsc::sync_channel(room);
    let work = &work;
    thread::scope(|scope| {
        scope.spawn(move || {
            for batch in items.chunks(2) {
                let ready: Vec<R> = batch.par_iter().map(work).collect();
                for result in ready {
                    if done.send(result).is_err() {
                        return;
                    }
                }
            }
        });
        let results = results;
        for result in results {
            sink(result);
        }
    });
}
