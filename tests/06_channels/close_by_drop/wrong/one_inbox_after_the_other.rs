//@ caught-by: test
//@ says: Each shard has a channel of its own, read to its end before the next: a slow first shard hides the hits of all others.
//@ fails: no_shard_waits_for_another
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let mut inboxes = Vec::new();
    for shard in shards {
        let (found, inbox) = mpsc::channel();
        thread::spawn(move || {
            for hit in shard {
                found.send(hit).unwrap();
            }
        });
        inboxes.push(inbox);
    }
    for inbox in inboxes {
        for hit in inbox {
            show(hit);
        }
    }
}
