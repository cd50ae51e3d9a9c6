//@ caught-by: test
//@ says: "Full" and "nobody is left" are different news. The second one will not change, and the loop tries for ever.
//@ fails: nobody_is_left_to_take_it
//@ sort: boundary

use std::time::Duration;

use crossbeam::channel::{Receiver, Sender, TryRecvError};

pub fn deliver<T>(mut item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    loop {
        match out.send_timeout(item, Duration::from_millis(1)) {
            Ok(()) => return Ok(()),
            Err(refused) => item = refused.into_inner(),
        }
        if let Err(TryRecvError::Disconnected) = cancelled.try_recv() {
            return Err(item);
        }
    }
}
