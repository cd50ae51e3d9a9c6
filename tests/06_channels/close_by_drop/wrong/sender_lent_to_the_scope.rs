//@ caught-by: test
//@ says: The shards only borrow the sender, so none of them drops it: its owner is the function that waits for it to be dropped.
//@ fails: two_shards_with_two_hits, nothing_to_show
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let (found, inbox) = mpsc::channel();
    thread::scope(|scope| {
        for shard in shards {
            let found = &found;
            scope.spawn(move || {
                for hit in shard {
                    found.send(hit).unwrap();
                }
            });
        }
        for hit in inbox {
            show(hit);
        }
    });
}
