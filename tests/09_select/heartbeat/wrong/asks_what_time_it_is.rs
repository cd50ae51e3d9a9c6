//@ caught-by: test
//@ says: It looks at the clock and at the queue, and begins again: the events are right, and while nothing happens a processor does nothing but ask.
//@ sort: tempting

use std::time::{Duration, Instant};

use crossbeam::channel::{Receiver, TryRecvError};

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
    let mut last = Instant::now();
    loop {
        if last.elapsed() >= every {
            last = Instant::now();
            on(Event::Beat);
        }
        match messages.try_recv() {
            Ok(message) => on(Event::Message(message)),
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return,
        }
    }
}
