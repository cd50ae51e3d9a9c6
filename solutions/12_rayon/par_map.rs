//! What is mapped keeps its place: no lock, no index, no sorting.

use rayon::prelude::*;

/// Calls `work` with each item; the results in the order of the items.
pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    // Several threads look at the items, and the results come from other threads.
    T: Sync,
    R: Send,
    // All of them call the same closure, at the same time: so `Fn`, which changes nothing of its own, and `Sync`.
    F: Fn(&T) -> R + Send + Sync,
{
    // A slice knows how long it is and can be cut anywhere. Each part writes its results where they belong.
    items.par_iter().map(work).collect()
}

/// Calls `work` with each item; all results in the order of the items, or an error.
pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    // As with a sequential iterator: `collect` into a `Result`. After the first error nothing new is begun; if several items fail
    // at the same time, it is open whose error this is.
    items.par_iter().map(work).collect()
}

/// Calls `change` with each item.
pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    // A mutable slice can be cut, too: no two threads have the same item. That is `split_at_mut`, made for you.
    items.par_iter_mut().for_each(change);
}
