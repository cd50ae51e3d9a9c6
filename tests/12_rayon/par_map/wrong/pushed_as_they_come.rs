//@ caught-by: model
//@ says: Each result is pushed when it is ready, so they are in the order in which they became ready.
//@ fails: the_order_is_that_of_the_items, all_is_well
//@ sort: schedule-only

use std::sync::Mutex;

use rayon::prelude::*;

pub fn map_all<T, R, F>(items: &[T], work: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Send + Sync,
{
    let results = Mutex::new(Vec::new());
    items.par_iter().for_each(|item| {
        let result = work(item);
        results.lock().unwrap().push(result);
    });
    results.into_inner().unwrap()
}

pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    let results = Mutex::new(Vec::new());
    items.par_iter().try_for_each(|item| {
        let result = work(item)?;
        results.lock().unwrap().push(result);
        Ok(())
    })?;
    Ok(results.into_inner().unwrap())
}

pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    items.par_iter_mut().for_each(change);
}
