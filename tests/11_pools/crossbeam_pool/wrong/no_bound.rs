//@ caught-by: model
//@ says: An unbounded channel has a bound as well, the memory. What is faster has to wait: `bounded(room)`, for the jobs and for the results.
//@ fails: from_hand_to_hand
//@ sort: tempting

use std::thread;

use crossbeam::channel;

pub fn convert_all<I, J, R, F, S>(jobs: I, workers: usize, _room: usize, work: F, mut each: S)
where
    I: Iterator<Item = J> + Send,
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
    S: FnMut(R),
{
    let work = &work;
    let (queue, inbox) = channel::unbounded();
    let (done, results) = channel::unbounded();
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
        scope.spawn(move || {
            for job in jobs {
                if queue.send(job).is_err() {
                    return;
                }
            }
        });
        for result in results {
            each(result);
        }
    });
}
