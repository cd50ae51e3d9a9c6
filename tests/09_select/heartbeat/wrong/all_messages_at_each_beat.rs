//@ caught-by: test
//@ says: The loop is the clock's, and the messages wait for it: each comes as late as the next beat, and the end, too.
//@ fails: nobody_waits_for_a_beat
//@ sort: tempting

use std::time::Duration;

use crossbeam::channel::{Receiver, TryRecvError, tick};

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
    for _ in tick(every) {
        on(Event::Beat);
        loop {
            match messages.try_recv() {
                Ok(message) => on(Event::Message(message)),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return,
            }
        }
    }
}
