//! # The booking that was half saved
//!
//! A ledger adds up what customers use. Each booking loads the total, adds to it, and saves it, in a store that answers over the network;
//! an async lock is held meanwhile, so that no two bookings mix. It has worked for a year. Then the handlers got a time limit, and since then there
//! are totals that were written and not indexed. A handler whose time is up is dropped at its `.await`, and the `.await` was in the middle
//! of `save`.
//!
//! In Go a booking that has begun goes on to its end, whoever still waits for it, and you would have to look at a context to make it stop. In Rust it is the other
//! way round: what must go on must not belong to the caller. The Go design helps here, too: the store belongs to one goroutine, and the
//! others send it requests with a channel for the answer.
//!
//! Before you edit: whose future contains the `save`? And who may drop that?
//!
//! What must hold:
//!
//! - Keep the names and the arguments. `open` is called in a runtime, and gives a `Ledger`, which can be cloned and sent to other tasks. (Whether it has a type parameter is
//!   up to you.)
//! - `add(customer, units)` loads the total, saves it with the units added, and returns it, when it has been saved. No other booking comes in between.
//! - A booking that has begun is done to its end, whether or not its caller is still there. A caller who leaves earlier may be too late or not: the booking is
//!   done as a whole, or not at all. Nobody else notices.
//! - If the store panics, that `add` says `Err(Closed)`. Those after it may say so as well; they do not panic, and do not wait for ever.
//! - When the last `Ledger` is gone, and what has begun is done, the store is dropped.

use std::sync::Arc;

use tokio::sync::Mutex;

/// Where the totals are kept.
pub trait Store: Send + 'static {
    /// The customer's total.
    fn load(&mut self, customer: u64) -> impl Future<Output = u64> + Send;
    /// Writes the total, and then the index.
    fn save(&mut self, customer: u64, total: u64) -> impl Future<Output = ()> + Send;
}

/// The ledger is broken.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

/// Whoever has one can book.
pub struct Ledger<S> {
    store: Arc<Mutex<S>>,
}

impl<S> Clone for Ledger<S> {
    fn clone(&self) -> Ledger<S> {
        Ledger { store: self.store.clone() }
    }
}

/// A ledger on this store.
pub fn open<S: Store>(store: S) -> Ledger<S> {
    Ledger { store: Arc::new(Mutex::new(store)) }
}

impl<S: Store> Ledger<S> {
    /// Adds to the customer's total; what it is then.
    pub async fn add(&self, customer: u64, units: u64) -> Result<u64, Closed> {
        // TODO: all of this is dropped when the caller is.
        let mut store = self.store.lock().await;
        let total = store.load(customer).await + units;
        store.save(customer, total).await;
        Ok(total)
    }
}
