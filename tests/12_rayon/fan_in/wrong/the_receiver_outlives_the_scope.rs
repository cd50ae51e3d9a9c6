//@ caught-by: test
//@ says: The loop borrows the receiver. When the sink panics it stays alive, outside of the scope, and whoever waits for room waits for ever.
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
            let _ = items.par_iter().try_for_each_with(done, |done, item| done.send(work(item)));
        });
        for result in &results {
            sink(result);
        }
    });
}
