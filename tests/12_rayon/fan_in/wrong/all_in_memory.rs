//@ caught-by: test
//@ says: Everything is collected first and handed on then: right results, at the end, and all of them in memory at once.
//@ fails: handled_while_others_are_at_work
//@ sort: tempting

use rayon::prelude::*;

pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let results: Vec<R> = items.par_iter().map(work).collect();
    let _ = room;
    results.into_iter().for_each(&mut sink);
}
