//! Each result with its number, in whatever order, and sorted in the end: more work than needed, and right.

use std::sync::Mutex;

use rayon::prelude::*;

pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    let results = Mutex::new(Vec::with_capacity(items.len()));
    items.par_iter().enumerate().for_each(|(place, item)| {
        let result = work(item);
        results.lock().unwrap().push((place, result));
    });
    in_order(results.into_inner().unwrap())
}

pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    let results: Result<Vec<_>, E> = items
        .iter()
        .enumerate()
        .par_bridge()
        .map(|(place, item)| work(item).map(|result| (place, result)))
        .collect();
    results.map(in_order)
}

fn in_order<R>(mut results: Vec<(usize, R)>) -> Vec<R> {
    results.sort_unstable_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}

pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    items.iter_mut().par_bridge().for_each(change);
}
