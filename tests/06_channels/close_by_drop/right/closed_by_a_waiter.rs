//! Go's own shape: somebody waits for all shards and says the end, exactly once and after the last hit.

use std::sync::mpsc;
use std::thread;

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let (found, inbox) = mpsc::channel();
    let mut searching = Vec::new();
    for shard in shards {
        let found = found.clone();
        searching.push(thread::spawn(move || {
            for hit in shard {
                let _ = found.send(Some(hit));
            }
        }));
    }
    thread::spawn(move || {
        for shard in searching {
            let _ = shard.join();
        }
        let _ = found.send(None);
    });
    while let Ok(Some(hit)) = inbox.recv() {
        show(hit);
    }
}
