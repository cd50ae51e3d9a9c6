//@ caught-by: test
//@ says: It is asked once whether it is cancelled, and then waited at `send`. Whoever cancels later is not heard there.
//@ fails: cancelled_while_it_waits
//@ sort: tempting

use crossbeam::channel::{Receiver, Sender, TryRecvError};

pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    match cancelled.try_recv() {
        Err(TryRecvError::Disconnected) => Err(item),
        _ => out.send(item).map_err(|refused| refused.0),
    }
}
