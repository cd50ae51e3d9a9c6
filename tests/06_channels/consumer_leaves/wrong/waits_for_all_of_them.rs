//@ caught-by: test
//@ says: The receiver is there until the end, the shards stand at `send`, and `first_hits` waits for the shards.
//@ fails: nobody_waits_for_a_slow_shard, unwanted_shards_end
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let (found, hits) = mpsc::sync_channel(0);
    let mut searching = Vec::new();
    for shard in shards {
        let found = found.clone();
        searching.push(thread::spawn(move || {
            for hit in shard {
                if found.send(hit).is_err() {
                    return;
                }
            }
        }));
    }
    drop(found);
    let first = hits.iter().take(n).collect();
    for shard in searching {
        let _ = shard.join();
    }
    first
}
