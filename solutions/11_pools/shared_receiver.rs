//! The lock belongs to the *taking* of a job. A `let` ends the statement, and with the statement the guard.

use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::thread;

/// Does all jobs with `workers` workers; returns the results.
pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    // A `Receiver` may not be shared between threads, and a `Mutex` around it may: it lets one in at a time.
    let inbox = Mutex::new(jobs);
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            scope.spawn(|| {
                loop {
                    // The guard has no name, so it is dropped at the end of the statement: here, at the semicolon. In the head of
                    // `while let`, `if let`, `match` and `for` the statement goes on to the closing brace, and the guard with it.
                    //
                    // A worker that has nothing to do waits in `recv` *with* the lock, and the others wait for the lock.
                    // That is no loss: there is nothing to be taken.
                    let job = inbox.lock().unwrap().recv();
                    let Ok(job) = job else { return };

                    // First the work, then the lock. In `results.lock().unwrap().push(work(job))` the guard is made first, because
                    // it is what `push` is called on; `work` would run under it.
                    let result = work(job);
                    results.lock().unwrap().push(result);
                }
            });
        }
    });
    results.into_inner().expect("nobody panics while pushing")
}
