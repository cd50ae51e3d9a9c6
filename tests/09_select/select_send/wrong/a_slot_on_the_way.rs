//@ caught-by: test
//@ says: A helper takes the item out of the slot and then waits at its `send`. When it is cancelled in between, the slot is empty: the caller says "delivered", and nobody has it.
//@ fails: cancelled_while_it_waits
//@ sort: tempting

use std::sync::{Arc, Mutex};
use std::thread;

use crossbeam::channel::{Receiver, Sender, bounded, select};

pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    let slot = Arc::new(Mutex::new(Some(item)));
    let (done, is_done) = bounded(1);
    let (out, taken) = (out.clone(), Arc::clone(&slot));
    thread::spawn(move || {
        let Some(item) = taken.lock().unwrap().take() else { return };
        if let Err(refused) = out.send(item) {
            *taken.lock().unwrap() = Some(refused.0);
        }
        let _ = done.send(());
    });
    select! {
        recv(is_done) -> _ => {}
        recv(cancelled) -> _ => {}
    }
    match slot.lock().unwrap().take() {
        Some(item) => Err(item),
        None => Ok(()),
    }
}
