//! Nobody says "end": the channel is closed when the last sender is dropped, however its owner ended.

use std::sync::mpsc;
use std::thread;

/// Reads all shards at once and shows their hits.
pub fn gather<S, F>(shards: Vec<S>, mut show: F)
where
    S: Iterator + Send + 'static,
    S::Item: Send + 'static,
    F: FnMut(S::Item),
{
    let (found, inbox) = mpsc::channel();
    for shard in shards {
        // Go: `wg.Add(1)`. The clone is made on this thread, so it counts before the shard gets to run.
        let found = found.clone();
        thread::spawn(move || {
            for hit in shard {
                // An error would say that the inbox is gone, and that happens only if `show` has panicked: then nobody wants
                // the other hits either.
                if found.send(hit).is_err() {
                    return;
                }
            }
            // Go: `defer wg.Done()`. `found` is dropped here, and also if `shard` panics in the line above.
        });
    }
    // Go: the goroutine with `wg.Wait(); close(found)`. This function's own sender was never used for sending, but it counts like
    // any other: without this line the loop would wait for ever, for a message that only this thread could send. No compiler
    // objects to that, and neither does clippy. (`let _ = found;` would not do: it moves nothing and drops nothing.)
    drop(found);
    for hit in inbox {
        show(hit);
    }
}
