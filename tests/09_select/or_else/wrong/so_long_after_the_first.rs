//@ caught-by: model
//@ says: The time is not counted from the last line, but from some moment before: with a line shortly before the time is up, the batch is sent although it has not been quiet.
//@ fails: not_before_it_is_quiet
//@ kind: assertion
//@ sort: schedule-only

use std::time::Duration;

use crossbeam::channel::{Receiver, after, select};

pub fn ship<T, S>(lines: Receiver<T>, quiet: Duration, mut send: S)
where
    T: Send + 'static,
    S: FnMut(Vec<T>),
{
    while let Ok(first) = lines.recv() {
        let mut batch = vec![first];
        let over = after(quiet);
        loop {
            select! {
                recv(lines) -> line => match line {
                    Ok(line) => batch.push(line),
                    Err(_) => break,
                },
                recv(over) -> _ => break,
            }
        }
        send(batch);
    }
}
