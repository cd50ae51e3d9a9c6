//@ caught-by: test
//@ says: `try_recv` in a loop: the orders are right, and while there is nothing to book a processor does nothing but ask.
//@ sort: tempting

use crossbeam::channel::{Receiver, TryRecvError};

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    loop {
        let mut closed = 0;
        for source in [&shop, &warehouse] {
            match source.try_recv() {
                Ok(order) => book(order),
                Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => closed += 1,
            }
        }
        if closed == 2 {
            return;
        }
    }
}
