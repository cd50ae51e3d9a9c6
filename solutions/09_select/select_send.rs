//! A send and a receive in one `select!`: exactly one of them happens.

use crossbeam::channel::{Receiver, Sender, select};

/// Delivers the item, or gives it back.
pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    select! {
        // The item is moved into the channel when this arm has been selected, and not before. So it is still here in the other arm,
        // and the compiler knows it.
        //
        // Selected says: it can be done now. When all receivers are gone that is so as well, and the error has the item in it.
        send(out, item) -> sent => sent.map_err(|refused| refused.into_inner()),
        // Closed is the message. `_` is right for once: there is no other one.
        recv(cancelled) -> _ => Err(item),
    }
}
