//@ caught-by: test
//@ says: What a closed channel delivers is passed over, and so is the end: the loop goes on when both are closed, for ever.
//@ fails: what_is_in_them_is_booked
//@ sort: tempting

use crossbeam::channel::{Receiver, select};

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    loop {
        select! {
            recv(shop) -> order => if let Ok(order) = order { book(order) },
            recv(warehouse) -> order => if let Ok(order) = order { book(order) },
        }
    }
}
