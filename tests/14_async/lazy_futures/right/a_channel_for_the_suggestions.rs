//! Go's channel with room for one is a `oneshot`; the tasks are in a `JoinSet`.

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
    let mut tasks = tokio::task::JoinSet::new();
    let (tell, told) = tokio::sync::oneshot::channel();
    let beside = services.clone();
    tasks.spawn(async move {
        let _ = tell.send(beside.suggest(order).await);
    });
    let receipt = services.charge(order).await;
    tasks.spawn(async move { services.journal(order, receipt).await });
    let suggestions = told.await.unwrap();
    while let Some(ended) = tasks.join_next().await {
        ended.unwrap();
    }
    Confirmation { receipt, suggestions }
}
