//@ caught-by: test
//@ says: When the shards have fewer than `n` hits, the search waits for one from its own sender.
//@ fails: fewer_than_wanted
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
                if found.send(hit).is_err() {
                    return;
                }
            }
        });
    }
    hits.into_iter().take(n).collect()
}
