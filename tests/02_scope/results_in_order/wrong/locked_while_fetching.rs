//@ caught-by: model
//@ says: In `lock().push(fetch(…))` the lock is taken first: one shard is asked at a time, and the order is still open.
//@ fails: rows_keep_their_places, three_rows_keep_their_places, shards_are_asked_at_the_same_time
//@ sort: tempting

use std::sync::Mutex;
use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let rows = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for shard in shards {
            let (rows, fetch) = (&rows, &fetch);
            scope.spawn(move || rows.lock().unwrap().push(fetch(shard)));
        }
    });
    rows.into_inner().unwrap()
}
