//@ caught-by: test
//@ says: A bare `default` is taken whenever no line is there in this very moment: nearly every line becomes a batch, and a processor does nothing but ask.
//@ fails: quiet_sends_and_goes_on
//@ sort: tempting

use std::mem;
use std::time::Duration;

use crossbeam::channel::{Receiver, select};

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let _ = quiet;
    let mut batch = Vec::new();
    loop {
        select! {
            recv(lines) -> line => match line {
                Ok(line) => batch.push(line),
                Err(_) => break,
            },
            default => {
                if !batch.is_empty() {
                    send(mem::take(&mut batch));
                }
            }
        }
    }
    if !batch.is_empty() {
        send(batch);
    }
}
