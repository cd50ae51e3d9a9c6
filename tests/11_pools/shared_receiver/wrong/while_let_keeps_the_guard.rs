//@ caught-by: test
//@ says: The guard in the head of `while let` lives to the end of the body, so the work is done under the lock and the workers take turns. A `let` of its own ends it.
//@ fails: the_workers_meet, a_slow_job_holds_up_nobody_else
//@ sort: tempting

use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::thread;

pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let inbox = Mutex::new(jobs);
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            scope.spawn(|| {
                while let Ok(job) = inbox.lock().unwrap().recv() {
                    let result = work(job);
                    results.lock().unwrap().push(result);
                }
            });
        }
    });
    results.into_inner().unwrap()
}
