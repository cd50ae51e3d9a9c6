//@ caught-by: test
//@ says: The receiver of the results outlives the scope's waiting: when `each` panics the scope waits for workers that wait for room. Let the loop own it.
//@ fails: the_archive_gives_up
//@ sort: boundary

use std::thread;

use crossbeam::channel;

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
        scope.spawn(move || {
            for job in jobs {
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
                        return;
                    }
                }
            });
        }
        drop((inbox, done));
        for result in &results {
            each(result);
        }
    });
}
