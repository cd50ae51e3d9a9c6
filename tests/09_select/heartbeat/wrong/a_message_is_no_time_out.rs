//@ caught-by: test
//@ says: `recv_timeout` with nothing left to wait for still takes a message that is there. The time-out comes when the queue is empty, and it is not.
//@ fails: busy_and_alive
//@ sort: tempting

use std::time::{Duration, Instant};

use crossbeam::channel::{Receiver, RecvTimeoutError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<M> {
    Message(M),
    Beat,
}

pub fn serve<M, F>(messages: Receiver<M>, every: Duration, mut on: F)
where
    M: Send + 'static,
    F: FnMut(Event<M>),
{
    let mut due = Instant::now().checked_add(every);
    loop {
        let left = due.map_or(Duration::MAX, |due| due.saturating_duration_since(Instant::now()));
        match messages.recv_timeout(left) {
            Ok(message) => on(Event::Message(message)),
            Err(RecvTimeoutError::Timeout) => {
                on(Event::Beat);
                due = due.and_then(|due| due.checked_add(every));
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
