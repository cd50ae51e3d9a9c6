//! A source that is closed is replaced by one that is never ready.

use crossbeam::channel::{Receiver, never, select};

/// Books what comes from either of the two, until both are closed.
pub fn merge<T, B>(mut shop: Receiver<T>, mut warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    // Counted, and not asked of the receivers: two arms that are never ready would be waited for without an end.
    let mut open = 2;
    while open > 0 {
        select! {
            recv(shop) -> order => match order {
                Ok(order) => book(order),
                // Go: `shop = nil`. The old receiver is dropped here; all that was in it has been booked, since a channel is closed
                // only when it is empty.
                Err(_) => {
                    shop = never();
                    open -= 1;
                }
            },
            recv(warehouse) -> order => match order {
                Ok(order) => book(order),
                Err(_) => {
                    warehouse = never();
                    open -= 1;
                }
            },
        }
    }
}
