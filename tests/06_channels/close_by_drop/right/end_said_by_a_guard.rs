//! The ends are counted after all, and a guard says them: its `drop` runs in a panic, too.

use std::sync::mpsc::{self, Sender};
use std::thread;

enum Message<T> {
    Hit(T),
    End,
}

struct Searching<T>(Sender<Message<T>>);

impl<T> Drop for Searching<T> {
    fn drop(&mut self) {
        let _ = self.0.send(Message::End);
    }
}

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let mut searching = shards.len();
    let (found, inbox) = mpsc::channel();
    for shard in shards {
        let me = Searching(found.clone());
        thread::spawn(move || {
            // Named as a whole: a closure that names only `me.0` would take only that.
            let me = me;
            for hit in shard {
                let _ = me.0.send(Message::Hit(hit));
            }
        });
    }
    while searching > 0 {
        match inbox.recv().expect("this function keeps a sender") {
            Message::Hit(hit) => show(hit),
            Message::End => searching -= 1,
        }
    }
}
