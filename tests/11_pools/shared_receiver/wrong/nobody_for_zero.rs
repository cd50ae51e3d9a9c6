//@ caught-by: test
//@ says: With 0 workers nobody takes anything, and the jobs are lost without a word. 0 counts as 1.
//@ fails: each_job_is_done_once
//@ sort: boundary

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
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let job = inbox.lock().unwrap().recv();
                    let Ok(job) = job else { return };
                    let result = work(job);
                    results.lock().unwrap().push(result);
                }
            });
        }
    });
    results.into_inner().unwrap()
}
