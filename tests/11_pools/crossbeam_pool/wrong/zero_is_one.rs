//@ caught-by: model
//@ says: A room of 0 is no mistake that has to be corrected to 1: it is a channel that hands over, and holds nothing.
//@ fails: from_hand_to_hand
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
    let (queue, inbox) = channel::bounded(room.max(1));
    let (done, results) = channel::bounded(room.max(1));
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
        for result in results {
            each(result);
        }
    });
}
