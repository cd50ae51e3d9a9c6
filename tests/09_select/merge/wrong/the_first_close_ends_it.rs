//@ caught-by: test
//@ says: The first of the two that is closed ends the loop, and the other one's orders are never booked.
//@ fails: the_other_one_goes_on
//@ sort: tempting

use crossbeam::channel::{Receiver, select};

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    loop {
        let order = select! {
            recv(shop) -> order => order,
            recv(warehouse) -> order => order,
        };
        match order {
            Ok(order) => book(order),
            Err(_) => return,
        }
    }
}
