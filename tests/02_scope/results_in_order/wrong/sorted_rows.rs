//@ caught-by: compile_fail
//@ says: Sorting the rows orders them by what they contain, not by who was asked, and shuts out rows that cannot be compared.
//@ sort: tempting

use std::sync::Mutex;
use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send + Ord,
    F: Fn(&T) -> R + Sync,
{
    let rows = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for shard in shards {
            let (rows, fetch) = (&rows, &fetch);
            scope.spawn(move || {
                let row = fetch(shard);
                rows.lock().unwrap().push(row);
            });
        }
    });
    let mut rows = rows.into_inner().unwrap();
    rows.sort();
    rows
}
