//@ caught-by: model
//@ says: `room.max(1)`: with no room there is room for one. A channel of capacity 0 hands over from hand to hand.
//@ fails: no_room_is_no_room
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
    let (done, results) = mpsc::sync_channel(room.max(1));
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
