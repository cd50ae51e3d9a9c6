//@ caught-by: test
//@ says: The closed channel is ready in every turn and is passed over: it beats for ever, and a processor does nothing else.
//@ fails: what_is_left_is_handled
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
            recv(beat) -> _ => on(Event::Beat),
            recv(messages) -> message => if let Ok(message) = message {
                on(Event::Message(message));
            },
        }
    }
}
