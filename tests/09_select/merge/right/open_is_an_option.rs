//! Whether a source is open is an `Option`; what an arm selects from is the source, or `never`.

use crossbeam::channel::{Receiver, never, select_biased};

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    let (mut shop, mut warehouse) = (Some(shop), Some(warehouse));
    let nothing = never();
    while shop.is_some() || warehouse.is_some() {
        let (from_shop, order) = select_biased! {
            recv(warehouse.as_ref().unwrap_or(&nothing)) -> order => (false, order),
            recv(shop.as_ref().unwrap_or(&nothing)) -> order => (true, order),
        };
        match order {
            Ok(order) => book(order),
            Err(_) if from_shop => shop = None,
            Err(_) => warehouse = None,
        }
    }
}
