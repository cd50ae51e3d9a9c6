//@ caught-by: test
//@ says: The end may come when nothing is left to be sent, and then an empty batch goes out.
//@ fails: what_is_left_is_one_batch
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
            default(quiet) => {
                if !batch.is_empty() {
                    send(mem::take(&mut batch));
                }
            }
        }
    }
    send(batch);
}
