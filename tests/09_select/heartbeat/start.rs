//! # Declared dead, for being busy
//!
//! A service tells its supervisor every few seconds that it is alive. One evening the supervisor restarted all instances, one
//! after the other. None of them was stuck. They had more to do than ever, and no beat had come from them for a
//! minute.
//!
//! In Go this is written as `case <-time.After(d):` in a loop, and it is the same mistake there: the timer is made
//! anew in each turn, so it says "for so long nothing has come", and not "so much time has passed". Go has
//! `time.NewTicker` for the second, and crossbeam has `tick(every)`: a receiver that is made once, before the loop.
//!
//! Before you edit: a message comes every second, and the beat is due every two. When is this `default` taken? And if both
//! are there, the beat and a message, and the queue is never empty: which one should be first?
//!
//! What must hold, for `serve(messages, every, on)`, with exactly the signature below:
//!
//! - Each message is given to `on` when it comes, in their order.
//! - `on(Event::Beat)` is called after each `every` (longer than zero), while messages come and while none come. A beat that is
//!   due comes before the next message.
//! - No beat comes too early: the first one not before `every` has passed, the second one not before twice that, and so on. (Beats
//!   that were missed because `on` took too long may be made up for, or not.)
//! - When all senders are gone, and the last message has been handled, it returns at once. It does not wait for a beat.
//! - While there is nothing to do it waits, and does not ask in a loop. No `every` is too long: with `Duration::MAX`
//!   there is no beat.

use std::time::Duration;

use crossbeam::channel::{Receiver, select};

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
    loop {
        select! {
            recv(messages) -> message => match message {
                Ok(message) => on(Event::Message(message)),
                Err(_) => return,
            },
            // TODO: since when has this time been counted?
            default(every) => on(Event::Beat),
        }
    }
}
