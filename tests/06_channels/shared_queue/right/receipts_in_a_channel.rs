//! The receipts travel through a second channel, and a scope waits for the workers.

use std::thread;

use crossbeam::channel;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let (queue, inbox) = channel::unbounded();
    let (done, receipts) = channel::unbounded();
    let send = &send;
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            let (inbox, done) = (inbox.clone(), done.clone());
            scope.spawn(move || {
                while let Ok(mail) = inbox.recv() {
                    let _ = done.send(send(mail));
                }
            });
        }
        for mail in mails {
            let _ = queue.send(mail);
        }
        drop(queue);
    });
    drop(done);
    receipts.into_iter().collect()
}
