//@ caught-by: model
//@ says: One thread beside the caller's asks every shard in turn: in order, and as slow as without threads.
//@ fails: shards_are_asked_at_the_same_time
//@ sort: tempting

use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    thread::scope(|scope| {
        let asked = scope.spawn(|| shards.iter().map(&fetch).collect());
        asked.join().expect("a fetch panicked")
    })
}
