//! A channel without a bound, and a `recv` for each hit that is wanted.

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
    let mut first = Vec::new();
    while first.len() < n {
        match hits.recv() {
            Ok(hit) => first.push(hit),
            Err(_) => break,
        }
    }
    first
}
