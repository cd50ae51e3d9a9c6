//@ caught-by: test
//@ says: Both are closed and have been replaced by `never()`. Nothing will ever be ready, and nobody has counted.
//@ fails: what_is_in_them_is_booked
//@ sort: boundary

use crossbeam::channel::{Receiver, never, select};

pub fn merge<T, B>(mut shop: Receiver<T>, mut warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    loop {
        select! {
            recv(shop) -> order => match order {
                Ok(order) => book(order),
                Err(_) => shop = never(),
            },
            recv(warehouse) -> order => match order {
                Ok(order) => book(order),
                Err(_) => warehouse = never(),
            },
        }
    }
}
