//@ caught-by: test
//@ says: `let _ = found;` looks like letting go and does nothing at all: an underscore takes no value, so none is dropped.
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
    let _ = found;
    for hit in inbox {
        show(hit);
    }
}
