//@ caught-by: test
//@ says: The tasks are aborted on the way out that you thought of, an error. A caller who leaves drops this future at its `.await`, and no line after it runs: only what is in a `Drop` does.
//@ fails: who_leaves_stops_both
//@ sort: boundary

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
    let (stop_profile, stop_billing) = (profile.abort_handle(), billing.abort_handle());
    let loaded =
        tokio::try_join!(async { profile.await.unwrap() }, async { billing.await.unwrap() });
    if loaded.is_err() {
        stop_profile.abort();
        stop_billing.abort();
    }
    let (name, balance) = loaded?;
    Ok(Dashboard { name, balance })
}
