//! One load is a task that is aborted when its handle goes, the other one is awaited here; an error of either ends both.

use tokio_util::task::AbortOnDropHandle;

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
    let profile =
        AbortOnDropHandle::new(tokio::spawn(async move { beside.load_profile(id).await }));
    let profile = async { profile.await.unwrap() };
    let (name, balance) = tokio::try_join!(profile, backend.load_billing(id))?;
    Ok(Dashboard { name, balance })
}
