//@ caught-by: test
//@ says: `Instant::now() + every` panics when there is no such moment; `tick` and `after` know that some moments never come.
//@ fails: nobody_waits_for_a_beat
//@ sort: boundary

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
    let mut due = Instant::now() + every;
    loop {
        let left = due.saturating_duration_since(Instant::now());
        if left.is_zero() {
            on(Event::Beat);
            due += every;
            continue;
        }
        match messages.recv_timeout(left) {
            Ok(message) => on(Event::Message(message)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
