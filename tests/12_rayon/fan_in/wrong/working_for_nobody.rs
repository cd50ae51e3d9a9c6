//@ caught-by: test
//@ says: Nobody receives any more, and each error is ignored: the pool works through all the items that are left.
//@ fails: the_sink_panics
//@ sort: boundary

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
    rayon::in_place_scope(|scope| {
        scope.spawn(move |_| {
            items.par_iter().for_each_with(done, |done, item| {
                let _ = done.send(work(item));
            });
        });
        for result in results {
            sink(result);
        }
    });
}
