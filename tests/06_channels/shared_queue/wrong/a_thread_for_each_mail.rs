//@ caught-by: model
//@ says: A thread for each mail needs no queue, and knows no limit: the mail servers see as many senders as there are mails.
//@ fails: one_worker_sends_one_at_a_time
//@ sort: tempting

use std::thread;

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    M: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = M> + Send + 'static,
    F: Fn(M) -> R + Send + Sync + 'static,
{
    let _ = workers;
    let send = &send;
    thread::scope(|scope| {
        let sending: Vec<_> = mails.map(|mail| scope.spawn(move || send(mail))).collect();
        sending.into_iter().map(|mail| mail.join().unwrap()).collect()
    })
}
