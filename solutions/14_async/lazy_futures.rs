//! A future runs while it is awaited: so what is to go on at the same time is awaited at the same time.

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
    // Both calls return at once, and nothing has happened. `join!` polls the two futures in turn, in this very task: it returns
    // when both have ended. Go's `go` is `tokio::spawn`, and would do as well; here nothing has to outlive the function,
    // so nothing has to be spawned, and whoever drops the checkout stops all of it.
    let charged = services.charge(order);
    let suggested = services.suggest(order);
    let (receipt, suggestions) = tokio::join!(charged, suggested);

    // Not `let _written = …`: a future that is bound to a name has not run either, it is only dropped later. The
    // compiler warns of a future that is thrown away as a statement, and of nothing else.
    services.journal(order, receipt).await;
    Confirmation { receipt, suggestions }
}
