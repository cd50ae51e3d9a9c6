//@ caught-by: test
//@ says: The loop asks for one more hit before it sees that it has enough, and waits for a shard that it does not need.
//@ fails: nobody_waits_for_a_slow_shard
//@ sort: boundary

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
    let mut first = Vec::new();
    for hit in hits {
        if first.len() == n {
            break;
        }
        first.push(hit);
    }
    first
}
