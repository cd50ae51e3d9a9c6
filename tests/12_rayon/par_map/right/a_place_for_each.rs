//! A place for each result, zipped with the items: each thread writes into its own part.

use rayon::prelude::*;

pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    let mut results: Vec<Option<R>> = Vec::new();
    results.resize_with(items.len(), || None);
    results.par_iter_mut().zip(items).for_each(|(place, item)| *place = Some(work(item)));
    results.into_iter().map(|result| result.expect("each place was written")).collect()
}

pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    let mut results = Vec::new();
    items.par_iter().map(work).collect_into_vec(&mut results);
    results.into_iter().collect()
}

pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    let size = items.len().div_ceil(8).max(1);
    items.par_chunks_mut(size).for_each(|part| part.iter_mut().for_each(&change));
}
