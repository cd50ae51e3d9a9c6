//@ caught-by: test
//@ says: A thread that receives and throws away whatever still comes: nobody is blocked, and every shard searches to its end for nothing.
//@ fails: unwanted_shards_end
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let (found, hits) = mpsc::sync_channel(0);
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
    let first = hits.iter().take(n).collect();
    thread::spawn(move || for _ in hits {});
    first
}
