//@ caught-by: test
//@ says: The arm of the send is taken when all receivers are gone, too. The item is in its error, and with the error it is dropped.
//@ fails: taken_and_returned_agree, nobody_is_left_to_take_it
//@ sort: tempting

use crossbeam::channel::{Receiver, Sender, select};

pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    select! {
        send(out, item) -> _ => Ok(()),
        recv(cancelled) -> _ => Err(item),
    }
}
