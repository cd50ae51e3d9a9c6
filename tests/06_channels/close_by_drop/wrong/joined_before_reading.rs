//@ caught-by: test
//@ says: Everyone is waited for before the first hit is looked at: `wg.Wait()` and then `range`, with a screen that stays empty meanwhile.
//@ fails: a_hit_is_shown_before_the_next_is_found, no_shard_waits_for_another
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let (found, inbox) = mpsc::channel();
    let mut searching = Vec::new();
    for shard in shards {
        let found = found.clone();
        searching.push(thread::spawn(move || {
            for hit in shard {
                found.send(hit).unwrap();
            }
        }));
    }
    for shard in searching {
        // A shard that panicked has ended, too.
        let _ = shard.join();
    }
    for hit in inbox.try_iter() {
        show(hit);
    }
}
