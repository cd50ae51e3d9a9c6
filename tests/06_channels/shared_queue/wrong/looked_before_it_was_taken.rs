//@ caught-by: model
//@ says: Two workers see that there is a mail, and there is one. The second of them waits for it for ever: `is_empty` and `recv` are two steps.
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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
    let all_read = Arc::new(AtomicBool::new(false));
    let (queue, inbox) = channel::unbounded();
    let workers: Vec<_> = (0..workers.max(1))
        .map(|_| {
            let (send, all_read) = (Arc::clone(&send), Arc::clone(&all_read));
            let inbox = inbox.clone();
            thread::spawn(move || {
                let mut receipts = Vec::new();
                loop {
                    let last = all_read.load(Ordering::SeqCst);
                    if !inbox.is_empty() {
                        receipts.push(send(inbox.recv().unwrap()));
                    } else if last {
                        return receipts;
                    } else {
                        thread::yield_now();
                    }
                }
            })
        })
        .collect();
    for mail in mails {
        queue.send(mail).unwrap();
    }
    all_read.store(true, Ordering::SeqCst);
    workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
}
