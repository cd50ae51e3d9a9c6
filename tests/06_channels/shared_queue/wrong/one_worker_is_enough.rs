//@ caught-by: test
//@ says: One worker that takes every mail: nothing is lost, nothing is sent twice, and the number of workers is decoration.
//@ fails: the_workers_meet
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let _ = workers;
    let (queue, inbox) = mpsc::channel();
    let worker = thread::spawn(move || inbox.iter().map(send).collect::<Vec<R>>());
    for mail in mails {
        queue.send(mail).unwrap();
    }
    drop(queue);
    worker.join().unwrap()
}
