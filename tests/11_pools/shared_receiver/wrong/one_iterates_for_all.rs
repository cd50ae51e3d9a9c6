//@ caught-by: test
//@ says: The first worker locks the receiver for as long as it iterates, which is until the end: it does all the jobs, and the others find none.
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
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers.max(1))
            .map(|_| {
                scope.spawn(|| {
                    let mut results = Vec::new();
                    for job in inbox.lock().unwrap().iter() {
                        results.push(work(job));
                    }
                    results
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}
