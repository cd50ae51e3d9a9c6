//@ caught-by: test
//@ says: All clones are gone, the original is still there: the loop waits for a hit that only this very thread could send.
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
    for shard in shards {
        let found = found.clone();
        thread::spawn(move || {
            for hit in shard {
                found.send(hit).unwrap();
            }
        });
    }
    for hit in inbox {
        show(hit);
    }
}
