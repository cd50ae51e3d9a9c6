//@ caught-by: test
//@ says: It tries for a millisecond, asks whether it is cancelled, and tries again: whoever waits for an hour wakes up some million times, and none of them was needed.
//@ sort: tempting

use crossbeam::channel::{Receiver, SendTimeoutError, Sender, TryRecvError};
use std::time::Duration;
pub fn deliver<T>(mut item: T, out: &Sender<T>, cancelled: &Receiver<()>) -> Result<(), T>
where
    T: Send + 'static,
{
    loop {
        if let Err(TryRecvError::Disconnected) = cancelled.try_recv() {
            return Err(item);
        }
        match out.send_timeout(item, Duration::from_millis(1)) {
            Ok(()) => return Ok(()),
            Err(SendTimeoutError::Disconnected(item)) => return Err(item),
            Err(SendTimeoutError::Timeout(back)) => item = back,
        }
    }
}
