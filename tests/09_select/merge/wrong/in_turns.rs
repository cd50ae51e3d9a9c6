//@ caught-by: test
//@ says: One from the shop, one from the warehouse: whoever has nothing to order holds up the other.
//@ fails: nobody_is_held_up
//@ sort: tempting

use crossbeam::channel::Receiver;

pub fn merge<T, B>(shop: Receiver<T>, warehouse: Receiver<T>, mut book: B)
where
    T: Send + 'static,
    B: FnMut(T),
{
    loop {
        let (here, there) = (shop.recv(), warehouse.recv());
        if here.is_err() && there.is_err() {
            return;
        }
        here.into_iter().chain(there).for_each(&mut book);
    }
}
