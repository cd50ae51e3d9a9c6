//! An `after` outside of the loop, set again when it has rung, and only then.

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
    let mut alarm = after(every);
    loop {
        select_biased! {
            recv(alarm) -> _ => {
                alarm = after(every);
                on(Event::Beat);
            }
            recv(messages) -> message => match message {
                Ok(message) => on(Event::Message(message)),
                Err(_) => return,
            },
        }
    }
}
