//@ caught-by: test
//@ says: `block_on` holds the thread until the future has ended, and this thread belongs to a runtime that has other work for it: tokio panics. Inside of `async`, waiting is `.await`.
//@ fails: orders_are_confirmed
//@ sort: tempting

use std::sync::Arc;

/// What the shop asks of others, over the network.
pub trait Services: Send + Sync + 'static {
    /// Charges the customer; gives the number of the receipt.
    fn charge(&self, order: u64) -> impl Future<Output = u64> + Send;
    /// What else the customer may like.
    fn suggest(&self, order: u64) -> impl Future<Output = Vec<u64>> + Send;
    /// Writes a line into the journal.
    fn journal(&self, order: u64, receipt: u64) -> impl Future<Output = ()> + Send;
}

/// What the customer gets to see.
#[derive(Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The number of the receipt.
    pub receipt: u64,
    /// What else the customer may like.
    pub suggestions: Vec<u64>,
}

/// Charges the order and confirms it.
pub async fn checkout<S: Services>(services: Arc<S>, order: u64) -> Confirmation {
    let (receipt, suggestions) = tokio::join!(services.charge(order), services.suggest(order));
    tokio::runtime::Handle::current().block_on(services.journal(order, receipt));
    Confirmation { receipt, suggestions }
}
