//! There is no feeder: each worker fetches its next job itself, from the iterator behind a lock.

use std::sync::Mutex;
use std::thread;

use crossbeam::channel;

pub fn convert_all<I, J, R, F, S>(jobs: I, workers: usize, room: usize, work: F, each: S)
where
    I: Iterator<Item = J> + Send,
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
    S: FnMut(R),
{
    let work = &work;
    let jobs = Mutex::new(jobs.fuse());
    let jobs = &jobs;
    let (done, results) = channel::bounded(room);
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            let done = done.clone();
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().next();
                    let Some(job) = job else { return };
                    if done.send(work(job)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        results.into_iter().for_each(each);
    });
}
