//! The calling thread receives, and hands on to a channel that several may receive from.

use std::sync::mpsc::Receiver;
use std::thread;

use crossbeam::channel;

pub fn run_workers<J, R, F>(jobs: Receiver<J>, workers: usize, work: F) -> Vec<R>
where
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
{
    let (queue, inbox) = channel::bounded(0);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers.max(1))
            .map(|_| {
                let (inbox, work) = (inbox.clone(), &work);
                scope.spawn(move || inbox.iter().map(work).collect::<Vec<R>>())
            })
            .collect();
        for job in jobs {
            queue.send(job).unwrap();
        }
        drop(queue);
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}
