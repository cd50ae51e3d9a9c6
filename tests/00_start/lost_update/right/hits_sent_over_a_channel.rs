//! The workers send, one owner counts: the loop ends when the last sender is dropped.

use std::sync::mpsc;
use std::thread;

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let (sender, receiver) = mpsc::channel();
    for _ in 0..workers {
        let sender = sender.clone();
        thread::spawn(move || {
            for _ in 0..hits_each {
                // The receiver lives until all senders are gone, so this cannot fail.
                sender.send(()).unwrap();
            }
        });
    }
    drop(sender);
    receiver.iter().count()
}
