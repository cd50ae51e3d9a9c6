//! What std can do: a thread for each source sends everything into one channel, which is closed when both have ended.

use std::sync::mpsc;
use std::thread;

use crossbeam::channel::Receiver;

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    let (from_shop, orders) = mpsc::sync_channel(0);
    let from_warehouse = from_shop.clone();
    for (source, all) in [(shop, from_shop), (warehouse, from_warehouse)] {
        thread::spawn(move || {
            for order in source {
                if all.send(order).is_err() {
                    return;
                }
            }
        });
    }
    for order in orders {
        book(order);
    }
}
