//! The Go way: send the index along with the row, and put things in order at the end.

use std::sync::mpsc;
use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let (rows, inbox) = mpsc::channel();
    let fetch = &fetch;
    let mut arrived: Vec<(usize, R)> = thread::scope(|scope| {
        for (i, shard) in shards.iter().enumerate() {
            let rows = rows.clone();
            scope.spawn(move || rows.send((i, fetch(shard))));
        }
        drop(rows);
        inbox.iter().collect()
    });
    arrived.sort_by_key(|(i, _)| *i);
    arrived.into_iter().map(|(_, row)| row).collect()
}
