//! Three roles: one feeds, some work, the caller takes. Nobody has to close anything: each role owns its ends of the channels.

use std::thread;

use crossbeam::channel;

/// Does all jobs with `workers` workers and hands each result to `each`.
pub fn convert_all<I, J, R, F, S>(jobs: I, workers: usize, room: usize, work: F, mut each: S)
where
    I: Iterator<Item = J> + Send,
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
    S: FnMut(R),
{
    let work = &work;
    let (queue, inbox) = channel::bounded(room);
    let (done, results) = channel::bounded(room);
    thread::scope(|scope| {
        // The feeder is a thread of its own: when it waits for room, that is because the workers wait for the caller, and the
        // caller must not be the one who feeds.
        scope.spawn(move || {
            for job in jobs {
                // All workers are gone, so nobody needs the next job.
                if queue.send(job).is_err() {
                    return;
                }
            }
        });
        for _ in 0..workers.max(1) {
            let (inbox, done) = (inbox.clone(), done.clone());
            scope.spawn(move || {
                for job in inbox {
                    if done.send(work(job)).is_err() {
                        // Nobody takes results any more. Leaving drops `inbox`, and the last one to leave stops the feeder.
                        return;
                    }
                }
            });
        }
        // The two originals. With `done` alive the loop below would never end: this is what Go's goroutine with
        // `wg.Wait(); close(results)` is for. With `inbox` alive the feeder would wait for room in a queue that no worker
        // reads any more.
        drop((inbox, done));
        // The loop owns `results`: a panic of `each` drops it here, inside of the scope, before the threads are waited for.
        for result in results {
            each(result);
        }
    });
}
