//! In a scope: each thread owns a clone, the original is dropped inside, and a panic of a shard is taken from its handle.

use std::sync::mpsc;
use std::thread;

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let (found, inbox) = mpsc::sync_channel(1);
    thread::scope(|scope| {
        let searching: Vec<_> = shards
            .into_iter()
            .map(|shard| {
                let found = found.clone();
                scope.spawn(move || {
                    for hit in shard {
                        if found.send(hit).is_err() {
                            return;
                        }
                    }
                })
            })
            .collect();
        drop(found);
        for hit in inbox {
            show(hit);
        }
        for shard in searching {
            // Joined and ignored: an unjoined one would make the scope panic.
            let _ = shard.join();
        }
    });
}
