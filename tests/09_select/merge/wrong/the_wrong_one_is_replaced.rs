//@ caught-by: test
//@ says: The shop is closed, and the warehouse is replaced by `never()`: its orders are not booked any more.
//@ fails: the_other_one_goes_on
//@ sort: tempting

use crossbeam::channel::{Receiver, never, select};

pub fn merge<T, B>(mut shop: Receiver<T>, mut warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    let mut open = 2;
    while open > 0 {
        select! {
            recv(shop) -> order => match order {
                Ok(order) => book(order),
                Err(_) => {
                    warehouse = never();
                    open -= 1;
                }
            },
            recv(warehouse) -> order => match order {
                Ok(order) => book(order),
                Err(_) => {
                    shop = never();
                    open -= 1;
                }
            },
        }
    }
}
