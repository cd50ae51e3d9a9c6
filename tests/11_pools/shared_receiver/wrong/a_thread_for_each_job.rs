//@ caught-by: test
//@ says: A thread for each job is no pool: nothing limits how many are at work. Start the workers, and let them take.
//@ fails: not_more_at_once_than_workers
//@ sort: tempting

use std::sync::mpsc::Receiver;
use std::thread;

pub fn run_workers<J, R, F>(jobs: Receiver<J>, _workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let work = &work;
    thread::scope(|scope| {
        let under_way: Vec<_> = jobs.iter().map(|job| scope.spawn(move || work(job))).collect();
        under_way.into_iter().map(|job| job.join().unwrap()).collect()
    })
}
