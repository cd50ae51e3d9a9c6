//@ caught-by: test
//@ says: Bookings of one customer wait for each other, but the store is locked for each call: between the load and the save of one customer another one's booking comes in. Lock the store from the load to the end of the save.
//@ fails: no_other_booking_in_between
//@ sort: tempting

use std::collections::HashMap;
use std::sync::{Arc, Mutex as Plain};

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
    customers: Arc<Plain<HashMap<u64, Arc<Mutex<()>>>>>,
}

impl<S> Clone for Ledger<S> {
    fn clone(&self) -> Ledger<S> {
        Ledger { store: self.store.clone(), customers: self.customers.clone() }
    }
}

/// A ledger on this store.
pub fn open<S: Store>(store: S) -> Ledger<S> {
    Ledger { store: Arc::new(Mutex::new(store)), customers: Arc::default() }
}

impl<S: Store> Ledger<S> {
    /// Adds to the customer's total; what it is then.
    pub async fn add(&self, customer: u64, units: u64) -> Result<u64, Closed> {
        let store = self.store.clone();
        let turn = self.customers.lock().unwrap().entry(customer).or_default().clone();
        tokio::spawn(async move {
            let _turn = turn.lock().await;
            let total = store.lock().await.load(customer).await + units;
            store.lock().await.save(customer, total).await;
            total
        })
        .await
        .map_err(|_| Closed)
    }
}
