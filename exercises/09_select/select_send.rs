//! # The payment that was in neither list
//!
//! When the server shuts down, payments that nobody has taken over go back into the table, and the next server
//! finds them there. One morning two were missing. In the log of the stage behind they are not, and in the
//! table they are not. And one instance did not shut down at all: it stood at a channel
//! that was full.
//!
//! In Go one `select` has a send and a receive among its arms: `case out <- payment:` and `case <-ctx.Done():`. Exactly one of
//! the two happens, and afterwards the payment is on the other side, or it is still yours. crossbeam's `select!`
//! can do the same: `send(out, item) -> sent => …`. There is a third case that Go does not have: the one who should take it is
//! gone.
//!
//! Before you edit: there are three ways to come back from this call. Who has the payment in each of them?
//!
//! What must hold, for `deliver(item, out, cancelled)`, with exactly the signature below:
//!
//! - It waits until `out` takes the item, be it a receiver or a free place in the channel, and returns `Ok(())`.
//! - When all receivers of `out` have been dropped, before the call or while it waits, it returns `Err(item)`.
//! - When `cancelled` is closed, before the call or while it waits, it returns `Err(item)` and waits no longer. (To be
//!   closed is the only thing that happens to this channel: nothing is ever sent over it.) If `out` can take the item
//!   at the same time, either may happen.
//! - What it says is what has happened. After `Ok` the item is in the channel, or a receiver has it. After `Err` it is
//!   yours, and nobody else ever gets it. Items need not be `Clone`.
//! - Several threads may deliver to the same channel.
//! - Whoever waits sleeps, until something happens. It does not ask in a loop, not even once in a while.

use crossbeam::channel::{Receiver, Sender, TryRecvError};

/// Delivers the item, or gives it back.
pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    // TODO: and if it is cancelled in the next moment, while this waits?
    if let Err(TryRecvError::Disconnected) = cancelled.try_recv() {
        return Err(item);
    }
    // TODO: if this fails, who has the item?
    let _ = out.send(item);
    Ok(())
}
