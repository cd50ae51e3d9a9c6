//@ caught-by: test
//@ says: The lock for the results is taken before the work and held while it is done: all threads of the pool wait for one.
//@ fails: two_items_at_the_same_time
//@ sort: tempting

use std::sync::Mutex;

use rayon::prelude::*;

pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    let results = Mutex::new(Vec::new());
    items.par_iter().enumerate().for_each(|(place, item)| {
        results.lock().unwrap().push((place, work(item)));
    });
    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
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
