//@ caught-by: test
//@ says: It may be quiet while nothing has been collected; then an empty batch is sent, and another one after each moment of quiet.
//@ fails: nothing_is_sent_for_nothing
//@ sort: boundary

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
                Err(_) => break,
            },
            default(quiet) => send(mem::take(&mut batch)),
        }
    }
    if !batch.is_empty() {
        send(batch);
    }
}
