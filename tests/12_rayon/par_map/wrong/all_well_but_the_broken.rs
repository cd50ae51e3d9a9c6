//@ caught-by: test
//@ says: `filter_map(Result::ok)` leaves out what failed: an album with holes, and nobody is told.
//@ fails: an_error_is_reported
//@ sort: tempting

use rayon::prelude::*;

pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    items.par_iter().map(work).collect()
}

pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    Ok(items.par_iter().filter_map(|item| work(item).ok()).collect())
}

pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    items.par_iter_mut().for_each(change);
}
