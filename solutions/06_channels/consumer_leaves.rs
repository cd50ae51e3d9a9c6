//! Who has enough drops the receiver: every `send` fails, the one that is waiting and those to come, and the shards go home.

use std::sync::mpsc;
use std::thread;

/// The first `n` hits of all shards.
pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let (found, hits) = mpsc::sync_channel(0);
    for shard in shards {
        let found = found.clone();
        // Nobody waits for this thread, and it cannot be forgotten all the same: its next `send` sends it home.
        thread::spawn(move || {
            for hit in shard {
                if found.send(hit).is_err() {
                    return;
                }
            }
        });
    }
    // Or the receiver waits for a hit of this function, when the shards have fewer than `n`.
    drop(found);
    // `into_iter` owns the receiver, and drops it with the last hit that is wanted. A `recv` more than `n` would wait for a shard
    // that may take its time; `take` does not ask for more than it returns.
    hits.into_iter().take(n).collect()
}
