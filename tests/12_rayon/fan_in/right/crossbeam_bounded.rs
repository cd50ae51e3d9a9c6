//! crossbeam's channel, whose sender may be shared: no clone for each piece.

use crossbeam::channel;
use rayon::prelude::*;

pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let (done, results) = channel::bounded(room);
    let work = &work;
    rayon::in_place_scope(|scope| {
        scope.spawn(move |_| {
            let _ = items.par_iter().try_for_each(|item| done.send(work(item)));
        });
        for result in results {
            sink(result);
        }
    });
}
