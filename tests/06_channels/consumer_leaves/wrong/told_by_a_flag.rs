//@ caught-by: test
//@ says: A shard that stands at `send` cannot look at a flag. And since it keeps a receiver itself, its `send` never fails: the leak of the Go version.
//@ fails: unwanted_shards_end
//@ sort: tempting

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam::channel;

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let enough = Arc::new(AtomicBool::new(n == 0));
    let (found, hits) = channel::bounded(0);
    for shard in shards {
        let (found, _hits) = (found.clone(), hits.clone());
        let enough = Arc::clone(&enough);
        thread::spawn(move || {
            for hit in shard {
                if enough.load(Ordering::SeqCst) {
                    return;
                }
                // There is always a receiver, so this cannot fail.
                let _ = (found.send(hit), &_hits);
            }
        });
    }
    drop(found);
    let first = hits.iter().take(n).collect();
    enough.store(true, Ordering::SeqCst);
    first
}
