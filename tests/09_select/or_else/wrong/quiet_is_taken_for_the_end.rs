//@ caught-by: test
//@ says: `recv_timeout` fails in two ways. Both end the loop here, so the first moment of quiet is the end of the log.
//@ fails: quiet_sends_and_goes_on
//@ sort: tempting

use std::time::Duration;

use crossbeam::channel::Receiver;

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    let mut batch = Vec::new();
    while let Ok(line) = lines.recv_timeout(quiet) {
        batch.push(line);
    }
    if !batch.is_empty() {
        send(batch);
    }
}
