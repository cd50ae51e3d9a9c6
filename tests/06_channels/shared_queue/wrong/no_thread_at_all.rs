//@ caught-by: test
//@ says: A loop: each mail is sent once, and a server that takes a minute holds up all the others.
//@ fails: the_workers_meet
//@ sort: tempting

pub fn send_all<M, R, I, F>(mails: I, workers: usize, send: F) -> Vec<R>
where
    I: Iterator<Item = M>,
    F: Fn(M) -> R,
{
    let _ = workers;
    mails.map(send).collect()
}
