//@ caught-by: test
//@ says: Never are two jobs under way at once: there is one worker only, or whoever works holds something that the others wait for.
//@ fails: the_workers_meet
//@ sort: tempting

use std::thread;

use crossbeam::channel;

pub fn convert_all<I, J, R, F, S>(jobs: I, _workers: usize, room: usize, work: F, mut each: S)
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
        scope.spawn(move || {
            for job in inbox {
                if done.send(work(job)).is_err() {
                    return;
                }
            }
        });
        for result in results {
            each(result);
        }
    });
}
