//! A flag that the shards look at before each hit; they never wait, since the channel has no bound, and so they get to look.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let enough = Arc::new(AtomicBool::new(false));
    let (found, hits) = mpsc::channel();
    for shard in shards {
        let (found, enough) = (found.clone(), Arc::clone(&enough));
        thread::spawn(move || {
            for hit in shard {
                if enough.load(Ordering::Relaxed) {
                    return;
                }
                let _ = found.send(hit);
            }
        });
    }
    drop(found);
    let first = hits.iter().take(n).collect();
    enough.store(true, Ordering::Relaxed);
    first
}
