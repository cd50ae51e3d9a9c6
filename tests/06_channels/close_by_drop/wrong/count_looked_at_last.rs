//@ caught-by: model
//@ says: Empty, and then nobody searching: between the two looks the last shard has sent its last hit and left.
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

struct Searching(Arc<AtomicUsize>);

impl Drop for Searching {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let searching = Arc::new(AtomicUsize::new(shards.len()));
    let (found, inbox) = mpsc::channel();
    for shard in shards {
        let found = found.clone();
        let me = Searching(Arc::clone(&searching));
        thread::spawn(move || {
            // Given up by a panic as well.
            let _me = me;
            for hit in shard {
                found.send(hit).unwrap();
            }
        });
    }
    loop {
        if let Ok(hit) = inbox.try_recv() {
            show(hit);
        } else if searching.load(Ordering::SeqCst) == 0 {
            return;
        } else {
            thread::yield_now();
        }
    }
}
