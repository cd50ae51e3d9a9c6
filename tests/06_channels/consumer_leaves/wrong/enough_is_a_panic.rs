//@ caught-by: test
//@ says: The shard unwraps the error, and dies of it that somebody had enough: a stack trace in the log for each search that went well.
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
                found.send(hit).unwrap();
            }
        });
    }
    drop(found);
    hits.into_iter().take(n).collect()
}
