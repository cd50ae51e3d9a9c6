//@ caught-by: test
//@ says: With 0 workers there is nobody, and nothing is done. 0 counts as 1.
//@ fails: thirty_invoices
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
        for _ in 0..workers {
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
        for result in results {
            each(result);
        }
    });
}
