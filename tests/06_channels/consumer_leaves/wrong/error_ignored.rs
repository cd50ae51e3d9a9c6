//@ caught-by: test
//@ says: `let _ = found.send(hit)`: nobody is left, the shard does not want to know it, and searches on.
//@ fails: unwanted_shards_end
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let (found, hits) = mpsc::channel();
    for shard in shards {
        let found = found.clone();
        thread::spawn(move || {
            for hit in shard {
                let _ = found.send(hit);
            }
        });
    }
    drop(found);
    hits.into_iter().take(n).collect()
}
