//@ caught-by: test
//@ says: `try_recv` finds nothing because the next mail has not come yet. The worker goes home, and so do the others.
//@ fails: a_mail_does_not_wait_for_the_next
//@ sort: tempting

use std::sync::{Arc, Mutex, mpsc};
use std::thread;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let send = Arc::new(send);
    let (queue, inbox) = mpsc::channel();
    let inbox = Arc::new(Mutex::new(inbox));
    let workers: Vec<_> = (0..workers.max(1))
        .map(|_| {
            let (send, inbox) = (Arc::clone(&send), Arc::clone(&inbox));
            thread::spawn(move || {
                let mut receipts = Vec::new();
                loop {
                    let mail = inbox.lock().unwrap().try_recv();
                    let Ok(mail) = mail else { return receipts };
                    receipts.push(send(mail));
                }
            })
        })
        .collect();
    for mail in mails {
        queue.send(mail).unwrap();
    }
    drop(queue);
    workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
}
