//@ caught-by: test
//@ says: `join!` waits for both, also when one has failed already. `try_join!` returns with the first error and drops the other one.
//@ fails: a_failing_billing_is_told_at_once, a_failing_profile_is_told_at_once
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
    let (name, balance) = tokio::join!(backend.load_profile(id), backend.load_billing(id));
    Ok(Dashboard { name: name?, balance: balance? })
}
