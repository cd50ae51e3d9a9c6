//@ caught-by: model
//@ says: The search sees that a shard is still there, the shard says that it has ended and wakes whoever waits, and only then does the search begin to wait.
//@ fails: fewer_than_wanted
//@ sort: schedule-only

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Search {
    hits: Mutex<Vec<u64>>,
    searching: AtomicUsize,
    changed: Condvar,
}

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let search = Arc::new(Search {
        hits: Mutex::new(Vec::new()),
        searching: AtomicUsize::new(shards.len()),
        changed: Condvar::new(),
    });
    for shard in shards {
        let end = End(Arc::clone(&search));
        thread::spawn(move || {
            let (shard, end) = (shard, end);
            for hit in shard {
                let mut hits = end.0.hits.lock().unwrap();
                if hits.len() >= n {
                    return;
                }
                hits.push(hit);
                end.0.changed.notify_all();
            }
        });
    }
    let mut hits = search.hits.lock().unwrap();
    while hits.len() < n && search.searching.load(Ordering::SeqCst) > 0 {
        hits = search.changed.wait(hits).unwrap();
    }
    hits.clone()
}

struct End(Arc<Search>);

impl Drop for End {
    fn drop(&mut self) {
        // An atomic needs no lock.
        self.0.searching.fetch_sub(1, Ordering::SeqCst);
        self.0.changed.notify_all();
    }
}
