//@ caught-by: test
//@ says: A task for each booking, and a lock for each call: between the load and the save another booking loads the same total.
//@ fails: bookings_do_not_mix
//@ sort: tempting

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
        let store = self.store.clone();
        let booking = tokio::spawn(async move {
            let total = store.lock().await.load(customer).await + units;
            store.lock().await.save(customer, total).await;
            total
        });
        booking.await.map_err(|_| Closed)
    }
}
