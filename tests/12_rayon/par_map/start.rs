//! # The album in the order of luck
//!
//! A service makes thumbnails for an album: a hundred pictures, one function, and cores enough. With `par_iter` it is four
//! times as fast, and since then the pictures are in a different order each time. The last release numbered them and sorted
//! them afterwards. And a picture that is broken is reported, or another one, or the album is empty.
//!
//! In Go one starts a goroutine for each picture, or a few that share a channel, and then there are results to be collected:
//! under a lock, or by index into a slice that is long enough. rayon's parallel iterators are pipelines of *positions*: what is mapped
//! keeps its place, whoever did it and whenever. You collect as you would from a sequential iterator.
//!
//! Before you edit: which line decides about the order of the results? Does anybody need to decide?
//!
//! What must hold:
//!
//! - Keep the signatures, but for the bounds of `map_all`: they say what may be shared and sent, and one of them promises
//!   the caller too much.
//! - `map_all(items, work)` calls `work` once with each item; result `i` is that of item `i`. No items, no results.
//! - `try_map_all(items, work)`: all results in the order of their items if all are `Ok`; otherwise one of the errors that
//!   `work` returned. (Which one, if there are several, is open, and after an error items may be left out.) No item is worked on
//!   a second time.
//! - `update_all(items, change)` calls `change` once with each item, in place: `T` need not be `Clone`.
//! - The work is shared among the threads of the pool that the caller is in, or of the global one; several items are at
//!   work at once. You start no threads of your own.
//! - If `work` or `change` panics, so does the call. (Other items may be left out, and none is at work any more.)

use std::sync::Mutex;

use rayon::prelude::*;

/// Calls `work` with each item; the results in the order of the items.
// TODO: who calls `work`, and how many of them at once? What may such a closure change?
pub fn map_all<T, R, F>(items: &[T], mut work: F) -> Vec<R>
where
    F: FnMut(&T) -> R,
{
    items.iter().map(|item| work(item)).collect()
}

/// Calls `work` with each item; all results in the order of the items, or an error.
pub fn try_map_all<T, R, E, F>(items: &[T], work: F) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> Result<R, E> + Send + Sync,
{
    let (results, error) = (Mutex::new(Vec::new()), Mutex::new(None));
    items.par_iter().for_each(|item| match work(item) {
        // TODO: whose turn is it here?
        Ok(result) => results.lock().unwrap().push(result),
        Err(failed) => *error.lock().unwrap() = Some(failed),
    });
    match error.into_inner().unwrap() {
        Some(failed) => Err(failed),
        None => Ok(results.into_inner().unwrap()),
    }
}

/// Calls `change` with each item.
pub fn update_all<T, F>(items: &mut [T], change: F)
where
    T: Send,
    F: Fn(&mut T) + Send + Sync,
{
    // TODO: one after the other.
    items.iter_mut().for_each(change);
}
