//@ caught-by: test
//@ says: One job of the pool does all the items, one after the other: the other threads have nothing to do.
//@ fails: handled_while_others_are_at_work
//@ sort: tempting

use std::sync::mpsc;

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
            for item in items {
                if done.send(work(item)).is_err() {
                    return;
                }
            }
        });
        for result in results {
            sink(result);
        }
    });
}
