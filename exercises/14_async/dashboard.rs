//! # The dashboard that waited twice
//!
//! The start page loads the profile, and then the billing; each takes a tenth of a second, and the page takes two. When
//! the billing service is down the page says so as late as the profile service likes. Somebody has made tasks of the
//! two loads, and since then the page is fast, but a customer who closes the tab leaves two loads running, and on a bad day there are
//! thousands of those.
//!
//! In Go you would take an `errgroup` with a context: two goroutines, the first error cancels the context, and both
//! loads, if they look at it, stop. In Rust a future that is dropped stops; no load has to look at anything. What you decide is
//! who owns the two futures.
//!
//! Before you edit: the billing fails at once. Which line is running then, and when does it get to hear of it?
//!
//! What must hold:
//!
//! - Keep the signatures. Each load is begun once, with the `id`, and neither waits for the other one: each is at work while the
//!   other is.
//! - Both succeed: the dashboard is made of both.
//! - One fails: its error is returned, whichever of the two it is, without waiting for the other load. If both fail it is one of the
//!   two errors.
//! - Nothing is left behind. When an error has been returned, or when the future of `load_dashboard` has been dropped,
//!   an unfinished load gets no further than its next `.await`.
//! - It may run on a runtime with a single thread, beside others, and it can be spawned.

use std::sync::Arc;

/// Why a load failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(pub String);

/// Who knows the customers.
pub trait Backend: Send + Sync + 'static {
    /// The customer's name.
    fn load_profile(&self, id: u64) -> impl Future<Output = Result<String, Error>> + Send;
    /// The customer's balance.
    fn load_billing(&self, id: u64) -> impl Future<Output = Result<i64, Error>> + Send;
}

/// What the customer gets to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    /// From the profile.
    pub name: String,
    /// From the billing.
    pub balance: i64,
}

/// Loads what the dashboard shows.
pub async fn load_dashboard<B: Backend>(backend: Arc<B>, id: u64) -> Result<Dashboard, Error> {
    // TODO: one after the other.
    let name = backend.load_profile(id).await?;
    let balance = backend.load_billing(id).await?;
    Ok(Dashboard { name, balance })
}
