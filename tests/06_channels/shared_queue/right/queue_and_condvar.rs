//! A queue by hand: a `VecDeque`, a `Condvar` for "there is something, or it is over".

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let queue = Mutex::new((VecDeque::new(), false));
    let news = Condvar::new();
    thread::scope(|scope| {
        let work = || {
            let mut receipts = Vec::new();
            loop {
                let waiting = |(mails, over): &mut (VecDeque<M>, bool)| mails.is_empty() && !*over;
                let mail = news.wait_while(queue.lock().unwrap(), waiting).unwrap().0.pop_front();
                let Some(mail) = mail else { return receipts };
                receipts.push(send(mail));
            }
        };
        let workers: Vec<_> = (0..workers.max(1)).map(|_| scope.spawn(work)).collect();
        for mail in mails {
            queue.lock().unwrap().0.push_back(mail);
            news.notify_one();
        }
        queue.lock().unwrap().1 = true;
        news.notify_all();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}
