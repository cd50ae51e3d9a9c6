//@ caught-by: test
//@ says: A closed channel is an error at once, every time. Taken for quiet, the end never comes, and the loop spins.
//@ fails: what_is_left_is_one_batch
//@ sort: tempting

use std::mem;
use std::time::Duration;

use crossbeam::channel::Receiver;

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let mut batch = Vec::new();
    loop {
        match lines.recv_timeout(quiet) {
            Ok(line) => batch.push(line),
            Err(_) if batch.is_empty() => {}
            Err(_) => send(mem::take(&mut batch)),
        }
    }
}
