//@ caught-by: test
//@ says: First it is asked whether one fails, and then all is done again for the results: each picture is made twice.
//@ fails: once_each_and_in_the_pool
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
    if let Some(Err(error)) = items.par_iter().map(&work).find_any(Result::is_err) {
        return Err(error);
    }
    items.par_iter().map(work).collect()
}

pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    items.par_iter_mut().for_each(change);
}
