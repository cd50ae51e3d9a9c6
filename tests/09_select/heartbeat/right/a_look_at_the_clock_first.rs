//! `tick`, a look at it before each wait, and a fair `select!`: the way it is written in Go.

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
        if beat.try_recv().is_ok() {
            on(Event::Beat);
        }
        select! {
            recv(beat) -> _ => on(Event::Beat),
            recv(messages) -> message => match message {
                Ok(message) => on(Event::Message(message)),
                Err(_) => return,
            },
        }
    }
}
