//@ caught-by: test
//@ says: `select!` is fair: when the beat is due and a message is there, it takes the message every second time, and perhaps the next one, too.
//@ fails: busy_and_alive
//@ sort: tempting

use std::time::Duration;

use crossbeam::channel::{Receiver, select, tick};

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
        select! {
            recv(beat) -> _ => on(Event::Beat),
            recv(messages) -> message => match message {
                Ok(message) => on(Event::Message(message)),
                Err(_) => return,
            },
        }
    }
}
