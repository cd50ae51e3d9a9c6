//@ caught-by: test
//@ says: Two `.await`s in a row are two waits in a row: the second future has not begun while the first one is awaited.
//@ fails: both_are_at_work
//@ sort: tempting

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
    let profile = backend.load_profile(id);
    let billing = backend.load_billing(id);
    Ok(Dashboard { name: profile.await?, balance: billing.await? })
}
