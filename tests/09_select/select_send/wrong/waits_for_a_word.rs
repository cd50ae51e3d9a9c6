//@ caught-by: test
//@ says: It waits for a message from `cancelled`, and takes its being closed for "will not be cancelled". Closed *is* the message.
//@ fails: cancelled_while_it_waits
//@ sort: tempting

use crossbeam::channel::{Receiver, Sender, never, select};

pub fn deliver<T>(item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    let mut cancelled = cancelled.clone();
    loop {
        select! {
            send(out, item) -> sent => return sent.map_err(|refused| refused.0),
            recv(cancelled) -> word => match word {
                Ok(()) => return Err(item),
                Err(_) => cancelled = never(),
            },
        }
    }
}
