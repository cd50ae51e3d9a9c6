//! # The receipts that were never written
//!
//! Since the shop was rewritten the auditors miss receipts: customers were charged, and the journal has no
//! line about it. There is no error in the log. The call that writes the line is in the source, it compiles
//! without a warning, and it never runs. And the page has become slower: the suggestions, which were to be
//! fetched while the bank is still thinking, are fetched afterwards.
//!
//! In Go a call runs: `journal(order)` now, `go journal(order)` beside you. In Rust the call of an `async fn`
//! runs nothing. It makes a value, the future, in which all that is to be done is written down; the work is done
//! when somebody awaits it (or polls it, which is the same). Whoever drops it has changed their mind.
//!
//! Before you edit: there are three calls below. Which line makes each of them run, and when?
//!
//! What must hold:
//!
//! - Keep the signatures. One `checkout` makes each of the three calls, and each call is made once.
//! - Neither `charge` nor `suggest` waits for the other one to end: each of them is at work while the other is.
//! - The journal gets its line, with the receipt, after `charge` has ended; and it *has been written*, to its end, when
//!   `checkout` returns.
//! - A `checkout` may run on a runtime with a single thread, beside others: while it waits, that thread is free. It
//!   can be spawned.

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
    // TODO: fetched while the bank is thinking?
    let suggestions = services.suggest(order);
    let receipt = services.charge(order).await;
    // TODO: is it written?
    let _written = services.journal(order, receipt);
    Confirmation { receipt, suggestions: suggestions.await }
}
