//@ caught-by: model
//@ says: When one is closed the other one is asked by `recv_timeout`, which wakes up for nothing until it is closed, too. There is nobody else left to look after: `recv` waits for an order and for the end.
//@ fails: a_closed_shop_is_not_asked_again, a_closed_warehouse_is_not_asked_again
//@ kind: livelock
//@ sort: tempting

use std::time::Duration;

use crossbeam::channel::{Receiver, RecvTimeoutError, select};

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    let rest = loop {
        select! {
            recv(shop) -> order => match order {
                Ok(order) => book(order),
                Err(_) => break warehouse,
            },
            recv(warehouse) -> order => match order {
                Ok(order) => book(order),
                Err(_) => break shop,
            },
        }
    };
    loop {
        match rest.recv_timeout(Duration::from_millis(5)) {
            Ok(order) => book(order),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
