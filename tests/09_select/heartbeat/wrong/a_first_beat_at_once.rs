//@ caught-by: test
//@ says: The first beat comes at once, and so each of them comes earlier than it should.
//@ fails: nothing_to_do
//@ sort: boundary

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
    on(Event::Beat);
    loop {
        select_biased! {
            recv(beat) -> _ => on(Event::Beat),
            recv(messages) -> message => match message {
                Ok(message) => on(Event::Message(message)),
                Err(_) => return,
            },
        }
    }
}
