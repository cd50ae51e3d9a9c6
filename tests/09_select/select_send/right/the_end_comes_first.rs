//! `select_biased!`: of the two that may happen, being cancelled is looked at first. Errors are taken apart by hand.

use crossbeam::channel::{Receiver, SendError, Sender, select_biased};

pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    select_biased! {
        recv(cancelled) -> _ => Err(item),
        send(out, item) -> sent => match sent {
            Ok(()) => Ok(()),
            Err(SendError(item)) => Err(item),
        },
    }
}
