//! No clock but a moment: what is left until then is how long to wait for a message. The moment is asked before the queue.

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
        if left.is_zero() {
            on(Event::Beat);
            due = due.and_then(|due| due.checked_add(every));
            continue;
        }
        match messages.recv_timeout(left) {
            Ok(message) => on(Event::Message(message)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
