//@ caught-by: test
//@ says: The results are collected first and handed over at the end: with endless jobs, or a next one that is long in coming, the archive would get nothing.
//@ fails: a_result_does_not_wait_for_the_next_job
//@ sort: tempting

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
        let results: Vec<R> = results.into_iter().collect();
        for result in results {
            each(result);
        }
    });
}
