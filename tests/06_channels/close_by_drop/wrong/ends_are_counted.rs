//@ caught-by: test
//@ says: Every shard must say that it has ended, and a shard that panics says nothing: the count never comes down to zero.
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
    let mut searching = shards.len();
    let (found, inbox) = mpsc::channel();
    for shard in shards {
        let found = found.clone();
        thread::spawn(move || {
            for hit in shard {
                found.send(Some(hit)).unwrap();
            }
            found.send(None).unwrap();
        });
    }
    while searching > 0 {
        match inbox.recv() {
            Ok(Some(hit)) => show(hit),
            Ok(None) => searching -= 1,
            Err(_) => return,
        }
    }
}
