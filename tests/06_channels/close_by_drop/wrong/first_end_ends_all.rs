//@ caught-by: test
//@ says: The first shard to end ends the search for all of them: the hits of the others are thrown away.
//@ fails: no_shard_waits_for_another, two_shards_with_two_hits
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
                if found.send(Some(hit)).is_err() {
                    return;
                }
            }
            let _ = found.send(None);
        });
    }
    drop(found);
    while let Ok(Some(hit)) = inbox.recv() {
        show(hit);
    }
}
