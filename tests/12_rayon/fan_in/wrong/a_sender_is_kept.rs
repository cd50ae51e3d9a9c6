//@ caught-by: test
//@ says: The pieces have clones, and the original is still there: the loop waits for somebody who never sends anything.
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
    let work = &work;
    let done = &done;
    rayon::in_place_scope(|scope| {
        scope.spawn(|_| {
            let _ = items
                .par_iter()
                .try_for_each_with(done.clone(), |done, item| done.send(work(item)));
        });
        for result in results {
            sink(result);
        }
    });
}
