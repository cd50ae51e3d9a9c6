//! A clock that is made once, and looked at first.

use std::time::Duration;

use crossbeam::channel::{Receiver, select_biased, tick};

/// What happens in a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<M> {
    /// A message has come.
    Message(M),
    /// It is time to say that we are alive.
    Beat,
}

/// Tells `on` of each message, and when it is time for a beat, until no more messages will come.
pub fn serve<M, F>(messages: Receiver<M>, every: Duration, mut on: F)
where
    M: Send + 'static,
    F: FnMut(Event<M>),
{
    // Before the loop: the time goes on, whatever happens in the arms.
    let beat = tick(every);
    loop {
        // Biased: under load both arms are ready in every turn, and a fair choice would be late by one message, or two, or five. The
        // messages are not starved by that, since a beat that has been taken is not due again at once.
        select_biased! {
            recv(beat) -> _ => on(Event::Beat),
            recv(messages) -> message => match message {
                Ok(message) => on(Event::Message(message)),
                Err(_) => return,
            },
        }
    }
}
