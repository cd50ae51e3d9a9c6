//@ caught-by: test
//@ says: That nobody is left to take the item is no mistake of the one who delivers it. It panics, and the item is lost with it.
//@ fails: nobody_is_left_to_take_it
//@ sort: tempting

use crossbeam::channel::{Receiver, Sender, select};

pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    select! {
        send(out, item) -> sent => sent.expect("somebody is there"),
        recv(cancelled) -> _ => return Err(item),
    }
    Ok(())
}
