//@ caught-by: test
//@ says: `default` and a look at the clock: the batches are right, and while it is quiet a processor does nothing but ask.
//@ sort: tempting

use std::mem;
use std::time::{Duration, Instant};

use crossbeam::channel::{Receiver, select};

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let mut batch = Vec::new();
    let mut last = Instant::now();
    loop {
        select! {
            recv(lines) -> line => match line {
                Ok(line) => {
                    batch.push(line);
                    last = Instant::now();
                }
                Err(_) => break,
            },
            default => {
                if last.elapsed() >= quiet && !batch.is_empty() {
                    send(mem::take(&mut batch));
                }
            }
        }
    }
    if !batch.is_empty() {
        send(batch);
    }
}
