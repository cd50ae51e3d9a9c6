//! `recv` while there is nothing to send, `recv_timeout` while there is.

use std::time::Duration;

use crossbeam::channel::Receiver;

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    while let Ok(first) = lines.recv() {
        let mut batch = vec![first];
        while let Ok(next) = lines.recv_timeout(quiet) {
            batch.push(next);
        }
        // Quiet, or the end: the batch goes out in any case, and the outer loop asks which it was.
        send(batch);
    }
}
