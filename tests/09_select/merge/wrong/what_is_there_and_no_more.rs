//@ caught-by: test
//@ says: When one is closed, what is in the other one at that moment is booked. What comes later is not.
//@ fails: the_other_one_goes_on
//@ sort: boundary

use crossbeam::channel::{Receiver, select};

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    loop {
        select! {
            recv(shop) -> order => match order {
                Ok(order) => book(order),
                Err(_) => return warehouse.try_iter().for_each(book),
            },
            recv(warehouse) -> order => match order {
                Ok(order) => book(order),
                Err(_) => return shop.try_iter().for_each(book),
            },
        }
    }
}
