//@ caught-by: model
//@ says: "Is there one?" under one lock and "give it to me" under the next are two questions: in between, another worker may have taken the last job.
//@ fails: each_job_is_done_once, one_goes_away_empty_handed
//@ kind: panic
//@ sort: schedule-only

use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::thread;

pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let inbox = Mutex::new(jobs.into_iter().peekable());
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            scope.spawn(|| {
                loop {
                    let more = inbox.lock().unwrap().peek().is_some();
                    if !more {
                        return;
                    }
                    let job = inbox.lock().unwrap().next().unwrap();
                    let result = work(job);
                    results.lock().unwrap().push(result);
                }
            });
        }
    });
    results.into_inner().unwrap()
}
