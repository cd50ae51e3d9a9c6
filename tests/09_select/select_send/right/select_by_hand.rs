//! `Select`, the type behind the macro: an operation that has been selected must be completed, and is.

use crossbeam::channel::{Receiver, Select, Sender};

pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    let mut either = Select::new();
    let sending = either.send(out);
    either.recv(cancelled);
    let selected = either.select();
    if selected.index() == sending {
        selected.send(out, item).map_err(|refused| refused.0)
    } else {
        let _ = selected.recv(cancelled);
        Err(item)
    }
}
