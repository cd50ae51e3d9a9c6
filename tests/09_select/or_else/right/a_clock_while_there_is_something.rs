//! An `after` that is made anew with each line, and `never` while there is nothing to send.

use std::mem;
use std::time::Duration;

use crossbeam::channel::{Receiver, after, never, select};

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let mut batch = Vec::new();
    let mut quiet_now = never();
    loop {
        select! {
            recv(lines) -> line => {
                let Ok(line) = line else { break };
                batch.push(line);
                quiet_now = after(quiet);
            }
            recv(quiet_now) -> _ => {
                send(mem::take(&mut batch));
                quiet_now = never();
            }
        }
    }
    if !batch.is_empty() {
        send(batch);
    }
}
