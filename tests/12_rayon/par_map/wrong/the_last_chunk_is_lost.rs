//@ caught-by: test
//@ says: Cut into parts of equal length, and what does not fill a part is left out; and with fewer items than parts there is no length at all.
//@ fails: results_have_their_places
//@ sort: boundary

use rayon::prelude::*;

pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    let size = (items.len() / 4).max(1);
    let parts: Vec<Vec<R>> =
        items.par_chunks_exact(size).map(|part| part.iter().map(&work).collect()).collect();
    parts.into_iter().flatten().collect()
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
