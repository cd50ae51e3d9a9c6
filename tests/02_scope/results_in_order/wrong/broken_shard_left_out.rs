//@ caught-by: test
//@ says: `join().ok()` drops the row of a shard that panicked, and every row after it moves up by one place.
//@ fails: a_panic_is_not_a_missing_row
//@ sort: boundary

use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let fetch = &fetch;
    thread::scope(|scope| {
        let asked: Vec<_> = shards.iter().map(|shard| scope.spawn(move || fetch(shard))).collect();
        asked.into_iter().filter_map(|asked| asked.join().ok()).collect()
    })
}
