//! No buffer at all: each hit is handed over, and the weak spot is the same, the original that must go.

use std::sync::mpsc;
use std::thread;

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let inbox = {
        let (found, inbox) = mpsc::sync_channel(0);
        for shard in shards {
            let found = found.clone();
            thread::spawn(move || shard.map(|hit| found.send(hit)).find(Result::is_err));
        }
        // `found` ends with this block.
        inbox
    };
    inbox.into_iter().for_each(&mut show);
}
