//@ caught-by: test
//@ says: The queue is right, and it is filled only when the last mail has come: no worker starts before.
//@ fails: a_mail_does_not_wait_for_the_next
//@ sort: tempting

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let send = Arc::new(send);
    let queue: VecDeque<M> = mails.collect();
    let queue = Arc::new(Mutex::new(queue));
    let workers: Vec<_> = (0..workers.max(1))
        .map(|_| {
            let (send, queue) = (Arc::clone(&send), Arc::clone(&queue));
            thread::spawn(move || {
                let mut receipts = Vec::new();
                loop {
                    let mail = queue.lock().unwrap().pop_front();
                    let Some(mail) = mail else { return receipts };
                    receipts.push(send(mail));
                }
            })
        })
        .collect();
    workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
}
