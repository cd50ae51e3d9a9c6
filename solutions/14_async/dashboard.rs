//! Both futures belong to this function: they run together while it is awaited, and they are gone when it is.

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
    // Polls both in turn, in one task. `Ok` when both are done; with the first `Err` it returns, and the other future is dropped where
    // it stands: at its `.await`. Nobody else owns it, so there is nothing to abort and nothing to wait for. (`join!` would wait for
    // both, whatever they say.)
    let (name, balance) = tokio::try_join!(backend.load_profile(id), backend.load_billing(id))?;
    Ok(Dashboard { name, balance })
}
