//! When one of the two is closed there is nothing left to select from: the rest is a `for` loop.

use crossbeam::channel::{Receiver, select};

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
    rest.into_iter().for_each(book);
}
