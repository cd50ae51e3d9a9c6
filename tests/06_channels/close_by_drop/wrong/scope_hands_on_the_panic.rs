//@ caught-by: test
//@ says: A scope whose thread has panicked panics in turn, unless somebody has joined that thread: all hits are shown, and then it fails.
//@ fails: a_panic_is_an_end_too, nobody_is_left
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
    thread::scope(|scope| {
        for shard in shards {
            let found = found.clone();
            scope.spawn(move || {
                for hit in shard {
                    found.send(hit).unwrap();
                }
            });
        }
        drop(found);
        for hit in inbox {
            show(hit);
        }
    });
}
