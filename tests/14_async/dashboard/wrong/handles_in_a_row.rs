//@ caught-by: test
//@ says: Both tasks run, but their handles are asked one after the other: an error of the second one is heard when the first one has ended.
//@ fails: a_failing_billing_is_told_at_once
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
    let mut loads = tokio::task::JoinSet::new();
    let (tell_name, name) = tokio::sync::oneshot::channel();
    let (tell_balance, balance) = tokio::sync::oneshot::channel();
    let beside = backend.clone();
    loads.spawn(async move {
        let _ = tell_name.send(beside.load_profile(id).await);
    });
    loads.spawn(async move {
        let _ = tell_balance.send(backend.load_billing(id).await);
    });
    let name = name.await.unwrap()?;
    let balance = balance.await.unwrap()?;
    Ok(Dashboard { name, balance })
}
