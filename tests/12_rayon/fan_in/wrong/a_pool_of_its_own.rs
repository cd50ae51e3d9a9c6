//@ caught-by: test
//@ says: Each call builds a pool of its own: as many threads again as there are cores, beside those of the global pool, which has nothing to do. `rayon::in_place_scope` takes the global one.
//@ fails: who_does_what
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
    let pool = rayon::ThreadPoolBuilder::new().build().expect("threads can be started");
    pool.in_place_scope(|scope| {
        scope.spawn(move |_| {
            let _ = items.par_iter().try_for_each_with(done, |done, item| done.send(work(item)));
        });
        for result in results {
            sink(result);
        }
    });
}
