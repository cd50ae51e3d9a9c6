//@ caught-by: model
//@ says: `par_bridge` hands out the items of a sequential iterator as they are asked for, and forgets which place they had.
//@ fails: the_order_is_that_of_the_items, all_is_well
//@ sort: schedule-only

use rayon::prelude::*;

pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    items.iter().par_bridge().map(work).collect()
}

pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    items.iter().par_bridge().map(work).collect()
}

pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    items.par_iter_mut().for_each(change);
}
