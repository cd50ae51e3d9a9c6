//@ caught-by: test
//@ says: `let _written = journal(…)` makes a future and drops it at the end of the function: nothing was written. Only `.await` runs it.
//@ fails: orders_are_confirmed, each_call_is_made_once
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
    let _written = services.journal(order, receipt);
    Confirmation { receipt, suggestions }
}
