//! Rows go into an ordered map under a lock, keyed by the place of their shard.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let rows = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for (place, shard) in shards.iter().enumerate() {
            let (rows, fetch) = (&rows, &fetch);
            scope.spawn(move || {
                let row = fetch(shard);
                rows.lock().unwrap().insert(place, row);
            });
        }
    });
    rows.into_inner().unwrap().into_values().collect()
}
