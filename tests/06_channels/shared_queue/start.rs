//! # Three workers, and one of them is asleep
//!
//! A mailer has a few workers, and a stream of mails to send. Some mail servers answer in a
//! millisecond, some in a minute. In Go the workers would all `range` over the same channel: whoever
//! is free takes the next mail. Then somebody read that in Rust "a channel has a single consumer",
//! and gave each worker a channel of its own. Since then every third mail stands in the line behind
//! a server that takes its time, and two workers have nothing to do.
//!
//! The sentence is true of `std`'s `Receiver` as such: it cannot be cloned. A queue with several
//! consumers there is all the same; you may use `std` or the crate `crossbeam`.
//!
//! Before you edit: when a worker becomes free, which mail should be the next that it sends, and when
//! is that decided?
//!
//! What must hold, for `send_all(mails, workers, send)`, with exactly the signature below:
//!
//! - `send` is called exactly once for each mail, and `send_all` returns what it returned: one receipt
//!   for each mail, in any order. Mails need not be `Clone`.
//! - There are `workers` workers and no more, each of which sends one mail at a time; all of them can be
//!   sending at once. A number of 0 counts as 1. The calling thread may be one of them.
//! - No mail waits while a worker is free: a slow one holds up nobody but the worker that sends it.
//! - The mails come one by one, and the next may be a long time coming. With two workers or more, one that has been
//!   read is sent meanwhile.
//! - When `send_all` returns, no thread that it started is still running.
//!
//! You need not think about a `send` or a `mails` that panics.

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
        // TODO: one queue for all of them. Who may receive from it?
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
        // TODO: this line decides who sends the mail. What does it know about the worker?
        queues[n % workers].send(mail).unwrap();
    }
    drop(queues);
    handles.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
}
