//! A queue and the number of searching shards under one lock: whoever leaves counts itself out there, also by a panic.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Hits<T> {
    queue: Mutex<(VecDeque<T>, usize)>,
    changed: Condvar,
}

struct Searching<T>(Arc<Hits<T>>);

impl<T> Drop for Searching<T> {
    fn drop(&mut self) {
        self.0.queue.lock().unwrap().1 -= 1;
        self.0.changed.notify_one();
    }
}

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let queue = Mutex::new((VecDeque::new(), shards.len()));
    let hits = Arc::new(Hits { queue, changed: Condvar::new() });
    for shard in shards {
        let me = Searching(Arc::clone(&hits));
        thread::spawn(move || {
            let me = me;
            for hit in shard {
                me.0.queue.lock().unwrap().0.push_back(hit);
                me.0.changed.notify_one();
            }
        });
    }
    loop {
        let mut queue = hits.queue.lock().unwrap();
        while queue.0.is_empty() && queue.1 > 0 {
            queue = hits.changed.wait(queue).unwrap();
        }
        let Some(hit) = queue.0.pop_front() else { return };
        drop(queue);
        show(hit);
    }
}
