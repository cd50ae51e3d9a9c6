//@ caught-by: test
//@ says: A struct with both ends of a channel, as Go's `chan` is: while the receiver is being read its own sender is alive beside it.
//@ fails: two_shards_with_two_hits, nothing_to_show
//@ sort: tempting

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

struct Hub<T> {
    send: Sender<T>,
    receive: Receiver<T>,
}

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let (send, receive) = mpsc::channel();
    let hub = Hub { send, receive };
    for shard in shards {
        let found = hub.send.clone();
        thread::spawn(move || {
            for hit in shard {
                found.send(hit).unwrap();
            }
        });
    }
    for hit in &hub.receive {
        show(hit);
    }
}
