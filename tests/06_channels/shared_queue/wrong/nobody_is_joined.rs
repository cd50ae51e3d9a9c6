//@ caught-by: model
//@ says: That the last receipt has come, and all senders have gone, says that the workers are done with their work, not that they have ended. Only whoever joins them knows that.
//@ fails: each_mail_is_sent_once, one_goes_away_empty_handed
//@ kind: assertion
//@ sort: tempting

use std::sync::{Arc, mpsc};
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
    let (sent, receipts) = mpsc::channel();
    for _ in 0..workers.max(1) {
        let (inbox, sent, send) = (inbox.clone(), sent.clone(), Arc::clone(&send));
        thread::spawn(move || {
            for mail in inbox {
                sent.send(send(mail)).unwrap();
            }
        });
    }
    drop((inbox, sent));
    for mail in mails {
        queue.send(mail).unwrap();
    }
    drop(queue);
    receipts.into_iter().collect()
}
