//@ caught-by: test
//@ says: It wakes up many times a second and looks at the clock, though it knows what it waits for: the next message, or the next beat.
//@ sort: tempting

use crossbeam::channel::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
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
    let mut start = Instant::now();

    loop {
        if start.elapsed() >= every {
            on(Event::Beat);
            start += every;
            continue;
        }
        match messages.recv_timeout(Duration::from_micros(200)) {
            Ok(m) => on(Event::Message(m)),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(_) => {}
        }
    }
}
