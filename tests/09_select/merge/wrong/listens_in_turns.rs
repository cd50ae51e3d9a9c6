//@ caught-by: test
//@ says: It listens to each of the two for a moment, in turns: an order waits until the other one's moment is over, and all night long somebody wakes up to ask.
//@ sort: tempting

use std::time::Duration;

use crossbeam::channel::{Receiver, RecvTimeoutError};

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    let mut open = vec![shop, warehouse];
    while !open.is_empty() {
        open.retain(|source| match source.recv_timeout(Duration::from_millis(1)) {
            Ok(order) => {
                book(order);
                true
            }
            Err(error) => error == RecvTimeoutError::Timeout,
        });
    }
}
