//@ caught-by: test
//@ says: Mail 0 is slow, and mail 3 waits behind it for a worker that was chosen before anybody knew. The next mail belongs to whoever is free.
//@ fails: a_slow_mail_holds_up_nobody_else
//@ sort: tempting

use std::sync::{Arc, mpsc};
use std::thread;

/// Sends all mails with `workers` workers; returns the receipts.
pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let workers = workers.max(1);
    let send = Arc::new(send);
    let mut queues = Vec::new();
    let mut handles = Vec::new();
    for _ in 0..workers {
        let (queue, inbox) = mpsc::channel();
        let send = Arc::clone(&send);
        queues.push(queue);
        handles.push(thread::spawn(move || {
            let mut receipts = Vec::new();
            for mail in inbox {
                receipts.push(send(mail));
            }
            receipts
        }));
    }
    for (n, mail) in mails.enumerate() {
        queues[n % workers].send(mail).unwrap();
    }
    drop(queues);
    handles.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
}
