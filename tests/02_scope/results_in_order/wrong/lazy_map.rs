//@ caught-by: model
//@ says: Iterators are lazy: this pair of maps starts a thread, joins it, and only then starts the next one.
//@ fails: shards_are_asked_at_the_same_time
//@ sort: tempting

use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let fetch = &fetch;
    thread::scope(|scope| {
        shards
            .iter()
            .map(|shard| scope.spawn(move || fetch(shard)))
            .map(|asked| asked.join().expect("a fetch panicked"))
            .collect()
    })
}
