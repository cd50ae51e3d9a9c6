//! No channel: a list behind a lock, which says itself that it is full, and counts who is still searching.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

struct Search {
    hits: Vec<u64>,
    searching: usize,
}

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    let search = Mutex::new(Search { hits: Vec::new(), searching: shards.len() });
    let shared = Arc::new((search, Condvar::new()));
    for shard in shards {
        let end = End(Arc::clone(&shared));
        thread::spawn(move || {
            let (shard, end) = (shard, end);
            for hit in shard {
                let (search, changed) = &*end.0;
                let mut search = search.lock().unwrap();
                if search.hits.len() >= n {
                    return;
                }
                search.hits.push(hit);
                changed.notify_all();
            }
        });
    }
    let (search, changed) = &*shared;
    let waiting = |search: &mut Search| search.hits.len() < n && search.searching > 0;
    // A copy: the list stays full, for those who come too late.
    changed.wait_while(search.lock().unwrap(), waiting).unwrap().hits.clone()
}

struct End(Arc<(Mutex<Search>, Condvar)>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).searching -= 1;
        self.0.1.notify_all();
    }
}
