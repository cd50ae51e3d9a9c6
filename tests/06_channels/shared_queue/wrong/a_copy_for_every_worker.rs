//@ caught-by: test
//@ says: Receivers that are clones share one queue, they do not each get everything. To send a copy for each worker is to send each mail several times.
//@ fails: each_mail_is_sent_once
//@ sort: tempting

use std::sync::Arc;
use std::thread;

use crossbeam::channel;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Clone + Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let workers = workers.max(1);
    let send = Arc::new(send);
    let (queue, inbox) = channel::unbounded();
    let handles: Vec<_> = (0..workers)
        .map(|_| {
            let (send, inbox) = (Arc::clone(&send), inbox.clone());
            thread::spawn(move || inbox.iter().map(|mail| send(mail)).collect::<Vec<R>>())
        })
        .collect();
    for mail in mails {
        for _ in 0..workers {
            queue.send(mail.clone()).unwrap();
        }
    }
    drop(queue);
    handles.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
}
