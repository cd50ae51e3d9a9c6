//@ caught-by: test
//@ says: The receiver is dropped in time, and then the scope waits for a shard that is in the middle of its search: the slowest one decides.
//@ fails: nobody_waits_for_a_slow_shard
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64> + Send + 'static,
{
    thread::scope(|scope| {
        let (found, hits) = mpsc::channel();
        for shard in shards {
            let found = found.clone();
            // A panic of the shard must not become one of the scope.
            scope.spawn(move || {
                catch_unwind(AssertUnwindSafe(|| {
                    for hit in shard {
                        if found.send(hit).is_err() {
                            return;
                        }
                    }
                }))
            });
        }
        drop(found);
        hits.into_iter().take(n).collect()
    })
}
