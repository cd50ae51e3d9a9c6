//@ caught-by: test
//@ says: The caller feeds until it has to wait for room, and then nobody takes results: the workers wait for the caller, and the caller for the workers. Feed from a thread of its own.
//@ fails: three_hundred_invoices
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
        for job in jobs {
            queue.send(job).unwrap();
        }
        drop(queue);
        for result in results {
            each(result);
        }
    });
}
