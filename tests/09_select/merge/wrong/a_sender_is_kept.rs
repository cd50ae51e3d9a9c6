//@ caught-by: test
//@ says: One channel for both is a good idea, and the function keeps the sender that it cloned: it waits for itself.
//@ fails: what_is_in_them_is_booked
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

use crossbeam::channel::Receiver;

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    let (all, orders) = mpsc::channel();
    for source in [shop, warehouse] {
        let all = all.clone();
        thread::spawn(move || source.into_iter().try_for_each(|order| all.send(order)));
    }
    for order in orders {
        book(order);
    }
}
