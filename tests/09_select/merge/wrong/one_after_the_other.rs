//@ caught-by: test
//@ says: First everything from the shop, then everything from the warehouse: while the shop is open the warehouse waits.
//@ fails: nobody_is_held_up
//@ sort: tempting

use crossbeam::channel::Receiver;

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    for source in [shop, warehouse] {
        for order in source {
            book(order);
        }
    }
}
