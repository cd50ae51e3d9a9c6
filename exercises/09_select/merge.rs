//! # A million times nothing
//!
//! Orders come from the shop and from the warehouse, over a channel each, and one thread books them. At seven in the evening
//! the warehouse closes its channel and goes home. From then on one processor is at 100 %, until
//! the shop closes, too. The orders are right. In the log there is one line, a million times: `Err(RecvError)`.
//!
//! In Go a closed channel is always ready, too, and `select` takes it again and again. The cure there is a trick
//! that everybody has to be shown once: `warehouse = nil`, since a nil channel is never ready. crossbeam calls it
//! by its name: `never()` is a receiver on which nothing will ever come.
//!
//! Before you edit: which arms of this `select!` are ready while nobody has ordered anything, and one of the
//! two is closed?
//!
//! What must hold, for `merge(shop, warehouse, book)`, with exactly the signature below:
//!
//! - Each order of both is booked, once, those of one source in their order.
//! - An order is booked when it is there: a source from which nothing comes does not hold up the other.
//! - A source that is closed, at the beginning or later, is done; the other one goes on. When both are closed, and everything
//!   is booked, `merge` returns.
//! - While there is nothing to book it sleeps, whatever is closed. It does not ask in a loop, not even once in a while.

use crossbeam::channel::{Receiver, select};

/// Books what comes from either of the two, until both are closed.
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
                // TODO: and the next time round?
                Err(_) => shop_is_open = false,
            },
            recv(warehouse) -> order => match order {
                Ok(order) => book(order),
                Err(_) => warehouse_is_open = false,
            },
        }
    }
}
