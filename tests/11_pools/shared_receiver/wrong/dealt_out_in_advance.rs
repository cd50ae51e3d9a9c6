//@ caught-by: test
//@ says: Dealt out in advance, all jobs must have come before the first is begun, and what lies behind a slow job waits for it. A worker should take its next job when it is free.
//@ fails: a_slow_job_holds_up_nobody_else, a_job_does_not_wait_for_the_next
//@ sort: tempting

use std::sync::mpsc::Receiver;
use std::thread;

pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let workers = workers.max(1);
    let mut shares: Vec<Vec<J>> = (0..workers).map(|_| Vec::new()).collect();
    for (n, job) in jobs.iter().enumerate() {
        shares[n % workers].push(job);
    }
    let work = &work;
    thread::scope(|scope| {
        let workers: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(move || share.into_iter().map(work).collect::<Vec<R>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}
