//@ caught-by: model
//@ says: The room is multiplied by the number of threads, each of which may have one in its hand besides: on a large machine so many more results wait as was never agreed on.
//@ fails: room_for_one_is_room_for_one
//@ kind: assertion
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
    let (done, results) = mpsc::sync_channel(room * rayon::current_num_threads());
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
