//@ caught-by: test
//@ says: All hits have been shown, and then `unwrap` makes the panic of one shard a panic of the whole search.
//@ fails: a_panic_is_an_end_too
//@ sort: boundary

use std::sync::mpsc;
use std::thread;

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let (found, inbox) = mpsc::channel();
    let start = |shard: S| {
        let found = found.clone();
        thread::spawn(move || {
            for hit in shard {
                found.send(hit).unwrap();
            }
        })
    };
    let searching: Vec<_> = shards.into_iter().map(start).collect();
    drop(found);
    for hit in inbox {
        show(hit);
    }
    for shard in searching {
        shard.join().unwrap();
    }
}
