//@ caught-by: test
//@ says: What a method is called on is evaluated before its arguments: `results.lock().unwrap().push(work(job))` locks first and works then. Put the result into a variable.
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
                loop {
                    let Ok(job) = inbox.lock().unwrap().recv() else { return };
                    results.lock().unwrap().push(work(job));
                }
            });
        }
    });
    results.into_inner().unwrap()
}
