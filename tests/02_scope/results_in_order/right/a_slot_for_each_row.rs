//! Each thread has exclusive access to the slot of its row, handed out by `iter_mut`.

use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let mut slots: Vec<Option<R>> = shards.iter().map(|_| None).collect();
    let fetch = &fetch;
    thread::scope(|scope| {
        for (shard, slot) in shards.iter().zip(&mut slots) {
            scope.spawn(move || *slot = Some(fetch(shard)));
        }
    });
    slots.into_iter().map(|slot| slot.expect("the scope has waited for every thread")).collect()
}
