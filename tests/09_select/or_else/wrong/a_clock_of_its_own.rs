//@ caught-by: test
//@ says: A `tick` comes when it comes, and does not ask when the last line came: some batches are sent too early.
//@ fails: quiet_is_counted_from_the_last_line
//@ sort: tempting

use std::mem;
use std::time::Duration;

use crossbeam::channel::{Receiver, select, tick};

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let clock = tick(quiet);
    let mut batch = Vec::new();
    loop {
        select! {
            recv(lines) -> line => match line {
                Ok(line) => batch.push(line),
                Err(_) => break,
            },
            recv(clock) -> _ => {
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
