//@ caught-by: test
//@ says: The messages come first. As long as there are any, the clock is not even looked at.
//@ fails: busy_and_alive
//@ sort: tempting

use std::time::Duration;

use crossbeam::channel::{Receiver, select_biased, tick};

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
    let beat = tick(every);
    loop {
        select_biased! {
            recv(messages) -> message => match message {
                Ok(message) => on(Event::Message(message)),
                Err(_) => return,
            },
            recv(beat) -> _ => on(Event::Beat),
        }
    }
}
