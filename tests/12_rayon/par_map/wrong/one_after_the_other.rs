//@ caught-by: test
//@ says: This is a sequential iterator: right, and on one thread. A closure that may be `FnMut` cannot be called by several at once, so the bounds say it, too.
//@ fails: two_items_at_the_same_time
//@ sort: tempting

use rayon::prelude::*;

pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    F: FnMut(&T) -> R,
{
    items.iter().map(work).collect()
}

pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    items.par_iter().map(work).collect()
}

pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    items.par_iter_mut().for_each(change);
}
