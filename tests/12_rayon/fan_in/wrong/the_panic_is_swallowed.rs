//@ caught-by: test
//@ says: The job's panic is caught and thrown away, so that the loop can end: an index without the page that broke it, and nobody knows.
//@ fails: the_work_panics
//@ sort: boundary

use std::panic::{AssertUnwindSafe, catch_unwind};
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
            let _ = catch_unwind(AssertUnwindSafe(|| {
                items.par_iter().try_for_each_with(done, |done, item| done.send(work(item)))
            }));
        });
        for result in results {
            sink(result);
        }
    });
}
