//! The loop moves the original into a function's argument, so it is gone when that function has started the last shard.

use std::sync::mpsc::{self, Sender};
use std::thread;

fn start<S>(shards: Vec<S>, found: Sender<S::Item>)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
{
    for shard in shards {
        let found = found.clone();
        thread::spawn(move || {
            for hit in shard {
                let _ = found.send(hit);
            }
        });
    }
}

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let (found, inbox) = mpsc::channel();
    start(shards, found);
    while let Ok(hit) = inbox.recv() {
        show(hit);
    }
}
