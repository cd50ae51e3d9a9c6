//@ caught-by: model
//@ says: A little more room than was asked for, so that nobody has to wait: with pages of a hundred megabytes it is not a little.
//@ fails: no_room_is_no_room
//@ sort: schedule-only

use std::sync::mpsc;

use rayon::prelude::*;

pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let (done, results) = mpsc::sync_channel(room + 8);
    let work = &work;
    rayon::in_place_scope(|scope| {
        scope.spawn(move |_| {
            let _ = items.par_iter().try_for_each_with(done, |done, item| done.send(work(item)));
        });
        for result in results {
            sink(result);
        }
    });
}
