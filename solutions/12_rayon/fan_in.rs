//! The pool sends, this thread receives, and the sender belongs to the work: when that is done the loop is, too.

use std::sync::mpsc;

use rayon::prelude::*;

/// Works on all items in the pool, and hands the results to `sink` on this thread.
pub fn fan_in<T, R, W, S>(items: &[T], room: usize, work: W, mut sink: S)
where
    T: Sync,
    R: Send,
    W: Fn(&T) -> R + Send + Sync,
    S: FnMut(R),
{
    let (done, results) = mpsc::sync_channel(room);
    let work = &work;
    // "In place": the closure runs on this thread, not in the pool. `rayon::scope` would move it there, and a pool of one thread would
    // wait for itself. What is spawned in it runs in the pool, beside it.
    rayon::in_place_scope(|scope| {
        // The only sender moves in here, and each piece of the iterator gets a clone. When the last one is dropped, the loop ends.
        scope.spawn(move |_| {
            // `try_`: an error says that nobody receives any more. Then no further item is begun.
            let _ = items.par_iter().try_for_each_with(done, |done, item| done.send(work(item)));
        });
        // By value: if `sink` panics, the receiver is dropped here, inside of the scope. Whoever waits for room gets an error, and *then*
        // the scope waits for the work.
        for result in results {
            sink(result);
        }
    });
    // If `work` panicked, the loop above came to its end as if all were well. The scope remembers, and panics in its turn.
}
