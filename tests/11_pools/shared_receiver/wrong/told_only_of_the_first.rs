//@ caught-by: model
//@ says: It notifies only when the queue was empty. Two jobs come before the first worker is awake, so one worker is woken for both, and the second job waits while the other worker sleeps. Each job that is put in needs its own `notify_one`.
//@ fails: both_are_woken
//@ kind: deadlock
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;
use std::sync::{Condvar, Mutex};
use std::thread;

pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let queue = Mutex::new((VecDeque::new(), false));
    let changed = Condvar::new();
    let results = Mutex::new(Vec::new());
    let take = || {
        let waiting = queue.lock().unwrap();
        let mut waiting =
            changed.wait_while(waiting, |(jobs, closed)| jobs.is_empty() && !*closed).unwrap();
        waiting.0.pop_front()
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
            let mut waiting = queue.lock().unwrap();
            let was_empty = waiting.0.is_empty();
            waiting.0.push_back(job);
            drop(waiting);
            if was_empty {
                changed.notify_one();
            }
        }
        queue.lock().unwrap().1 = true;
        changed.notify_all();
    });
    results.into_inner().unwrap()
}
