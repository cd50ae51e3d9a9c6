//! crossbeam's channel, which closes in the same way and must be let go in the same way.

use std::thread;

use crossbeam::channel;

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let (found, inbox) = channel::bounded(2);
    for shard in shards {
        let found = found.clone();
        thread::spawn(move || {
            for hit in shard {
                if found.send(hit).is_err() {
                    return;
                }
            }
        });
    }
    drop(found);
    for hit in inbox {
        show(hit);
    }
}
