//@ caught-by: test
//@ says: All hits, and then the first `n` of them: the search is over when the last shard is.
//@ fails: nobody_waits_for_a_slow_shard
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
    drop(found);
    let mut all: Vec<u64> = hits.into_iter().collect();
    all.truncate(n);
    all
}
