//@ caught-by: model
//@ says: The calling thread may be one of the workers, not one more: it helps, and there is a worker too many.
//@ fails: one_worker_sends_one_at_a_time
//@ sort: boundary

use std::sync::Mutex;
use std::thread;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let mails = Mutex::new(mails.fuse());
    let work = || {
        let mut receipts = Vec::new();
        loop {
            let mail = mails.lock().unwrap().next();
            let Some(mail) = mail else { return receipts };
            receipts.push(send(mail));
        }
    };
    thread::scope(|scope| {
        let others: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let mut receipts = work();
        receipts.extend(others.into_iter().flat_map(|worker| worker.join().unwrap()));
        receipts
    })
}
