//@ caught-by: test
//@ says: At the end there may be something left that was collected and not yet sent. It is dropped: the last lines before a restart.
//@ fails: what_is_left_is_one_batch
//@ sort: tempting

use std::mem;
use std::time::Duration;

use crossbeam::channel::{Receiver, select};

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let mut batch = Vec::new();
    loop {
        select! {
            recv(lines) -> line => match line {
                Ok(line) => batch.push(line),
                Err(_) => return,
            },
            default(quiet) => {
                if !batch.is_empty() {
                    send(mem::take(&mut batch));
                }
            }
        }
    }
}
