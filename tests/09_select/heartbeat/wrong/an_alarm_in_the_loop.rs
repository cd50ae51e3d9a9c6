//@ caught-by: test
//@ says: `after(every)` is made anew in each turn. It says "nothing has come for so long", and the busier the service is, the more certainly it is silent.
//@ fails: busy_and_alive
//@ sort: tempting

use std::time::Duration;

use crossbeam::channel::{Receiver, after, select_biased};

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
    loop {
        select_biased! {
            recv(after(every)) -> _ => on(Event::Beat),
            recv(messages) -> message => match message {
                Ok(message) => on(Event::Message(message)),
                Err(_) => return,
            },
        }
    }
}
