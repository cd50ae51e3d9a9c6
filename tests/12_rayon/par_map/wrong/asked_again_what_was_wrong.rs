//@ caught-by: test
//@ says: `ok()` throws the error away, so the items are worked on again until one fails again: a broken picture is decoded twice, and if it is well the second time, the call panics. `collect` into a `Result` keeps the error.
//@ fails: at_most_once_each_when_one_fails
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
    let results: Option<Vec<R>> = items.par_iter().map(|item| work(item).ok()).collect();
    results.ok_or_else(|| items.iter().find_map(|item| work(item).err()).expect("one has failed"))
}

pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    items.par_iter_mut().for_each(change);
}
