//@ caught-by: test
//@ says: The workers wait for the end of the queue, `send_all` waits for the workers, and the sender that keeps the queue open is its own.
//@ fails: each_mail_is_sent_once, no_mails
//@ sort: tempting

use std::sync::Arc;
use std::thread;

use crossbeam::channel;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let send = Arc::new(send);
    let (queue, inbox) = channel::bounded(10);
    let workers: Vec<_> = (0..workers.max(1))
        .map(|_| {
            let (send, inbox) = (Arc::clone(&send), inbox.clone());
            thread::spawn(move || inbox.iter().map(|mail| send(mail)).collect::<Vec<R>>())
        })
        .collect();
    for mail in mails {
        queue.send(mail).unwrap();
    }
    workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
}
