//@ caught-by: test
//@ says: It wakes up every millisecond and looks at the clock, though it knows what it waits for: the next line, or the end of the quiet.
//@ sort: tempting

use crossbeam::channel::{Receiver, RecvTimeoutError};
use std::mem;
use std::time::{Duration, Instant};
pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let mut batch = Vec::new();
    let mut last = Instant::now();
    loop {
        match lines.recv_timeout(Duration::from_millis(1)) {
            Ok(line) => {
                batch.push(line);
                last = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => {
                if !batch.is_empty() {
                    send(batch)
                }
                return;
            }
            Err(RecvTimeoutError::Timeout) => {
                if !batch.is_empty() && last.elapsed() >= quiet {
                    send(mem::take(&mut batch));
                }
            }
        }
    }
}
