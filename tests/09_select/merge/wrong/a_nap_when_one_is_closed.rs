//@ caught-by: model
//@ says: A closed channel is always ready. Between two looks at it there is a nap now, so it is asked every few milliseconds until the other one is closed, too, and each nap holds up the other one's orders.
//@ fails: a_closed_shop_is_not_asked_again, a_closed_warehouse_is_not_asked_again
//@ kind: livelock
//@ sort: tempting

use std::thread;
use std::time::Duration;

use crossbeam::channel::{Receiver, select};

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    let (mut shop_is_open, mut warehouse_is_open) = (true, true);
    while shop_is_open || warehouse_is_open {
        select! {
            recv(shop) -> order => match order {
                Ok(order) => book(order),
                Err(_) => {
                    shop_is_open = false;
                    thread::sleep(Duration::from_millis(5));
                }
            },
            recv(warehouse) -> order => match order {
                Ok(order) => book(order),
                Err(_) => {
                    warehouse_is_open = false;
                    thread::sleep(Duration::from_millis(5));
                }
            },
        }
    }
}
