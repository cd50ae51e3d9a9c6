//! The same three roles with the channels of std; the workers share the receiver of the jobs behind a lock.

use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn convert_all<I, J, R, F, S>(jobs: I, workers: usize, room: usize, work: F, mut each: S)
where
    I: Iterator<Item = J> + Send,
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
    S: FnMut(R),
{
    let work = &work;
    let (queue, inbox) = mpsc::sync_channel(room);
    let (done, results) = mpsc::sync_channel(room);
    let inbox = Arc::new(Mutex::new(inbox));
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            let (inbox, done) = (Arc::clone(&inbox), done.clone());
            scope.spawn(move || {
                loop {
                    let job = inbox.lock().unwrap().recv();
                    let Ok(job) = job else { return };
                    if done.send(work(job)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((inbox, done));
        scope.spawn(move || jobs.map(|job| queue.send(job)).all(|sent| sent.is_ok()));
        for result in results {
            each(result);
        }
    });
}
