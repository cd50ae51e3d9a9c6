//@ caught-by: test
//@ says: "There is nothing right now" is not "there will be nothing": a worker that leaves at an empty channel leaves the jobs behind that come later. `recv` waits, and its `Err` is the end.
//@ fails: a_job_does_not_wait_for_the_next
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
                    let Ok(job) = inbox.lock().unwrap().try_recv() else { return };
                    let result = work(job);
                    results.lock().unwrap().push(result);
                }
            });
        }
    });
    results.into_inner().unwrap()
}
