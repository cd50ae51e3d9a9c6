//@ caught-by: test
//@ says: A future that was polled once has begun, and that is all: it goes on when it is polled again. Here nobody does so until the bank has answered.
//@ fails: both_are_at_work
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

pub async fn checkout<S: Services>(services: Arc<S>, order: u64) -> Confirmation {
    let mut suggestions = Box::pin(services.suggest(order));
    let first =
        std::future::poll_fn(|cx| std::task::Poll::Ready(suggestions.as_mut().poll(cx))).await;
    let receipt = services.charge(order).await;
    services.journal(order, receipt).await;
    let suggestions = match first {
        std::task::Poll::Ready(suggestions) => suggestions,
        std::task::Poll::Pending => suggestions.await,
    };
    Confirmation { receipt, suggestions }
}
