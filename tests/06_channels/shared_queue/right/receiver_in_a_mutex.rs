//! With `std` alone: the one receiver in a `Mutex`, which is held while asking for a mail, and not while sending it.

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
                    // The guard is dropped at the end of this statement.
                    let mail = inbox.lock().unwrap().recv();
                    match mail {
                        Ok(mail) => receipts.push(send(mail)),
                        Err(_) => return receipts,
                    }
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
