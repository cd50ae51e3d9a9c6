//@ caught-by: test
//@ says: The hits of a shard are shown before the next shard is even started: no forgotten sender, and no search at the same time.
//@ fails: the_shards_meet
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    for shard in shards {
        let (found, inbox) = mpsc::channel();
        thread::spawn(move || {
            for hit in shard {
                found.send(hit).unwrap();
            }
        });
        for hit in inbox {
            show(hit);
        }
    }
}
