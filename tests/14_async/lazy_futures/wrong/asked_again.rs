//@ caught-by: test
//@ says: `select!` drops the future that was not first, half done, and the call after it begins from the start: the customer is charged twice.
//@ fails: each_call_is_made_once
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
    let (receipt, suggestions) = tokio::select! {
        receipt = services.charge(order) => (receipt, services.suggest(order).await),
        suggestions = services.suggest(order) => (services.charge(order).await, suggestions),
    };
    services.journal(order, receipt).await;
    Confirmation { receipt, suggestions }
}
