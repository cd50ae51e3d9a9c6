//@ caught-by: model
//@ says: The end is announced outside of the lock, so it can come after a worker has asked and before it sleeps; that worker waits for a notification that has been.
//@ kind: deadlock
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Condvar, Mutex};
use std::thread;

pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let queue = Mutex::new(VecDeque::new());
    let changed = Condvar::new();
    let closed = AtomicBool::new(false);
    let results = Mutex::new(Vec::new());
    let take = || {
        let mut waiting = queue.lock().unwrap();
        loop {
            if let Some(job) = waiting.pop_front() {
                return Some(job);
            }
            if closed.load(Ordering::SeqCst) {
                return None;
            }
            waiting = changed.wait(waiting).unwrap();
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            scope.spawn(|| {
                while let Some(job) = take() {
                    let result = work(job);
                    results.lock().unwrap().push(result);
                }
            });
        }
        for job in jobs {
            queue.lock().unwrap().push_back(job);
            changed.notify_one();
        }
        closed.store(true, Ordering::SeqCst);
        changed.notify_all();
    });
    results.into_inner().unwrap()
}
