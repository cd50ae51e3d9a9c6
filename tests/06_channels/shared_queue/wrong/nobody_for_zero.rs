//@ caught-by: test
//@ says: No worker, no mail: a number of 0 that nobody has checked sends nothing, and reports success.
//@ fails: each_mail_is_sent_once
//@ sort: boundary

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
    let (queue, inbox) = channel::unbounded();
    let workers: Vec<_> = (0..workers)
        .map(|_| {
            let (send, inbox) = (Arc::clone(&send), inbox.clone());
            thread::spawn(move || inbox.iter().map(|mail| send(mail)).collect::<Vec<R>>())
        })
        .collect();
    for mail in mails {
        queue.send(mail).unwrap();
    }
    drop(queue);
    workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
}
