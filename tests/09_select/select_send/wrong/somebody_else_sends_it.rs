//@ caught-by: test
//@ says: A thread that sends it, some time: the caller is told `Ok` for an item that nobody has taken, and that may never be.
//@ fails: cancelled_while_it_waits
//@ sort: tempting

use std::thread;

use crossbeam::channel::{Receiver, Sender, TryRecvError};

pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    if let Err(TryRecvError::Disconnected) = cancelled.try_recv() {
        return Err(item);
    }
    let out = out.clone();
    thread::spawn(move || out.send(item));
    Ok(())
}
