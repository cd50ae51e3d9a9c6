//! crossbeam's channel, from hand to hand; the last sender goes with the last shard.

use std::thread;

use crossbeam::channel;

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let (found, hits) = channel::bounded(0);
    for mut shard in shards {
        let found = found.clone();
        thread::spawn(move || while shard.next().is_some_and(|hit| found.send(hit).is_ok()) {});
    }
    drop(found);
    hits.into_iter().take(n).collect()
}
