//@ caught-by: test
//@ says: The line is written in one arm of the `select!`, that of the bank. When the suggestions are there first the other arm is taken, and awaits the bank, but writes nothing. Write the line after the `select!`, or behind the charge, in the same future.
//@ fails: each_call_is_made_once
//@ sort: tempting

use std::pin::pin;
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
    let mut charged = pin!(services.charge(order));
    let mut suggested = pin!(services.suggest(order));
    let (receipt, suggestions) = tokio::select! {
        biased;
        receipt = &mut charged => {
            services.journal(order, receipt).await;
            (receipt, suggested.await)
        }
        suggestions = &mut suggested => (charged.await, suggestions),
    };
    Confirmation { receipt, suggestions }
}
