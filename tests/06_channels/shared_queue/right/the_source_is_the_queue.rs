//! No channel: the iterator itself is what the workers share, and the lock is held while one of them asks it for the next mail.

use std::sync::Mutex;
use std::thread;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let mails = Mutex::new(mails);
    let next = || mails.lock().unwrap().next();
    let work = || {
        let mut receipts = Vec::new();
        while let Some(mail) = next() {
            receipts.push(send(mail));
        }
        receipts
    };
    thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut receipts = work();
        for other in others {
            receipts.extend(other.join().unwrap());
        }
        receipts
    })
}
