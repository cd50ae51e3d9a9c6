//@ caught-by: test
//@ says: The guard lives as long as the `while let`, and so does the lock: while one worker sends, no other can even ask for a mail.
//@ fails: the_workers_meet
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
                while let Ok(mail) = inbox.lock().unwrap().recv() {
                    receipts.push(send(mail));
                }
                receipts
            })
        })
        .collect();
    for mail in mails {
        queue.send(mail).unwrap();
    }
    drop(queue);
    workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
}
