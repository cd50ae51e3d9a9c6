//@ caught-by: model
//@ says: `ready` says that there was room. Two see the one free place, one takes it, and the other stands at its `send` and hears nobody.
//@ fails: two_for_one_place
//@ kind: deadlock
//@ sort: schedule-only

use crossbeam::channel::{Receiver, Select, Sender};

pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    let mut either = Select::new();
    let sending = either.send(out);
    either.recv(cancelled);
    if either.ready() == sending { out.send(item).map_err(|refused| refused.0) } else { Err(item) }
}
