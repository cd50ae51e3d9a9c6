//@ caught-by: model
//@ says: The place is drawn when the thread gets to run, not when it is started: it is the order of arrival again.
//@ fails: rows_keep_their_places, three_rows_keep_their_places
//@ sort: schedule-only

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let places: Vec<_> = shards.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for shard in shards {
            let (places, next, fetch) = (&places, &next, &fetch);
            scope.spawn(move || {
                let place = next.fetch_add(1, Ordering::SeqCst);
                *places[place].lock().unwrap() = Some(fetch(shard));
            });
        }
    });
    places.into_iter().map(|place| place.into_inner().unwrap().expect("filled")).collect()
}
