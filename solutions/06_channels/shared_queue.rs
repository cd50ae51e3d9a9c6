//! One queue, and a receiver for each worker: a message goes to whoever asks first, and to nobody else.

use std::sync::Arc;
use std::thread;

use crossbeam::channel;

/// Sends all mails with `workers` workers; returns the receipts.
pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let send = Arc::new(send);
    // From hand to hand: a mail leaves the reader when a worker is free for it, and not before.
    let (queue, inbox) = channel::bounded(0);
    let workers: Vec<_> = (0..workers.max(1))
        .map(|_| {
            let send = Arc::clone(&send);
            // crossbeam's receiver is `Clone`. All clones are the *same* queue, as in Go; nothing is copied for each of them.
            let inbox = inbox.clone();
            // "Is there one?" and "it is mine" are a single step in `recv`. A look at `len()` before it would be a second
            // question, and between the two another worker can take the mail.
            thread::spawn(move || inbox.into_iter().map(|mail| send(mail)).collect::<Vec<R>>())
        })
        .collect();
    for mail in mails {
        // The workers leave only after the queue is closed. (And this thread still has `inbox` itself.)
        queue.send(mail).expect("there are receivers");
    }
    // Every worker sees the end: the queue is closed for all clones at once.
    drop(queue);
    workers.into_iter().flat_map(|worker| worker.join().expect("`send` does not panic")).collect()
}
