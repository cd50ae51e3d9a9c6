//! A thread returns a value, and its handle stands for that value before it exists. Handles in order are rows in order.

use std::thread;

/// Asks all `shards` at the same time, and returns their rows in the order of the shards.
///
/// # Panics
/// When a `fetch` panics.
pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let fetch = &fetch;
    thread::scope(|scope| {
        // Start all of them first. This `collect` matters: an iterator is lazy, and without it the `map` below would start
        // one thread, join it, and only then start the next one.
        let asked: Vec<_> = shards.iter().map(|shard| scope.spawn(move || fetch(shard))).collect();

        // Whoever is done first, the rows are picked up in the order of the shards. No lock, no index to carry along: the
        // second handle is the second row. The `expect` keeps a panic from becoming a missing row.
        asked.into_iter().map(|asked| asked.join().expect("a fetch panicked")).collect()
    })
}
