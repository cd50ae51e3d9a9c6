//@ caught-by: model
//@ says: "There is nothing" and "nothing will come" are asked one after the other: a mail that comes in between is left in the queue.
//@ fails: one_worker_sends_one_at_a_time
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let queue = Mutex::new(VecDeque::new());
    let over = AtomicBool::new(false);
    let work = || {
        let mut receipts = Vec::new();
        loop {
            let mail = queue.lock().unwrap().pop_front();
            match mail {
                Some(mail) => receipts.push(send(mail)),
                None if over.load(Ordering::SeqCst) => return receipts,
                None => thread::yield_now(),
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers.max(1)).map(|_| scope.spawn(work)).collect();
        for mail in mails {
            queue.lock().unwrap().push_back(mail);
        }
        over.store(true, Ordering::SeqCst);
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}
