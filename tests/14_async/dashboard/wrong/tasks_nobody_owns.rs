//@ caught-by: test
//@ says: A dropped `JoinHandle` stops nothing, it only forgets: the load runs on after the error, and after the caller has left. A `JoinSet` aborts its tasks when it goes.
//@ fails: a_failing_billing_is_told_at_once, who_leaves_stops_both
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
    let beside = backend.clone();
    let profile = tokio::spawn(async move { beside.load_profile(id).await });
    let billing = tokio::spawn(async move { backend.load_billing(id).await });
    let (name, balance) =
        tokio::try_join!(async { profile.await.unwrap() }, async { billing.await.unwrap() })?;
    Ok(Dashboard { name, balance })
}
