//! The workers send what they have, and the caller collects it; the guard has a name and is dropped by hand.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let inbox = Arc::new(Mutex::new(jobs));
    let (done, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            let (inbox, done, work) = (Arc::clone(&inbox), done.clone(), &work);
            scope.spawn(move || {
                loop {
                    let guard = inbox.lock().unwrap();
                    let job = guard.recv();
                    drop(guard);
                    match job {
                        Ok(job) => done.send(work(job)).unwrap(),
                        Err(_) => break,
                    }
                }
            });
        }
        drop(done);
        results.iter().collect()
    })
}
