//@ caught-by: model
//@ says: "How many are still there?" and "one less" are two steps: two workers that leave at the same time both read 2, and nobody is the last. A sender for each worker counts in one step, by being dropped.
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crossbeam::channel;

pub fn convert_all<I, J, R, F, S>(jobs: I, workers: usize, room: usize, work: F, mut each: S)
where
    I: Iterator<Item = J> + Send,
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
    S: FnMut(R),
{
    let work = &work;
    let (queue, inbox) = channel::bounded(room);
    let (done, results) = channel::bounded(room);
    let running = AtomicUsize::new(workers.max(1));
    let close = Mutex::new(Some(done));
    thread::scope(|scope| {
        scope.spawn(move || {
            for job in jobs {
                if queue.send(job).is_err() {
                    return;
                }
            }
        });
        for _ in 0..workers.max(1) {
            let inbox = inbox.clone();
            let done = close.lock().unwrap().clone();
            let (running, close) = (&running, &close);
            scope.spawn(move || {
                let mut wanted = done.is_some();
                while wanted {
                    let Ok(job) = inbox.recv() else { break };
                    let result = work(job);
                    wanted = done.as_ref().is_some_and(|done| done.send(result).is_ok());
                }
                // The last one switches off the light.
                let left = running.load(Ordering::SeqCst);
                running.store(left - 1, Ordering::SeqCst);
                if left == 1 {
                    close.lock().unwrap().take();
                }
            });
        }
        drop(inbox);
        for result in results {
            each(result);
        }
    });
}
