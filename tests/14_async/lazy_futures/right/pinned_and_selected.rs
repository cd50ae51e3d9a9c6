//! One future is pinned, and polled while the other one is: whichever ends first, the other one goes on.

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
    let mut charged = std::pin::pin!(services.charge(order));
    let mut suggested = std::pin::pin!(services.suggest(order));
    let (receipt, suggestions) = tokio::select! {
        receipt = &mut charged => (receipt, suggested.await),
        suggestions = &mut suggested => (charged.await, suggestions),
    };
    services.journal(order, receipt).await;
    Confirmation { receipt, suggestions }
}
