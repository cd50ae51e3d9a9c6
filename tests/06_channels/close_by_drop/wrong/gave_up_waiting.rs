//@ caught-by: model
//@ says: The forgotten sender is cured with patience: after a second of silence the search is declared over, and a slow shard is cut off.
//@ sort: schedule-only

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

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
                if found.send(hit).is_err() {
                    return;
                }
            }
        });
    }
    while let Ok(hit) = inbox.recv_timeout(Duration::from_secs(1)) {
        show(hit);
    }
}
