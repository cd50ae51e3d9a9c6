//@ caught-by: test
//@ says: The join waits, and then the row it returned is dropped by the semicolon: nothing is ever pushed.
//@ fails: rows_agree, every_shard_is_asked_once
//@ sort: tempting

use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let rows = Vec::new();
    let fetch = &fetch;
    thread::scope(|scope| {
        let asked: Vec<_> = shards.iter().map(|shard| scope.spawn(move || fetch(shard))).collect();
        for asked in asked {
            asked.join().expect("a fetch panicked");
        }
    });
    rows
}
