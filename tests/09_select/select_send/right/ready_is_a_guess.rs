//! `ready` waits and takes nothing: somebody else may be quicker. So the send must not wait, and it is all tried again.

use crossbeam::channel::{Receiver, Select, Sender, TrySendError};

pub fn deliver<T>(mut item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    let mut either = Select::new();
    let sending = either.send(out);
    either.recv(cancelled);
    while either.ready() == sending {
        match out.try_send(item) {
            Ok(()) => return Ok(()),
            Err(TrySendError::Disconnected(back)) => return Err(back),
            Err(TrySendError::Full(back)) => item = back,
        }
    }
    Err(item)
}
