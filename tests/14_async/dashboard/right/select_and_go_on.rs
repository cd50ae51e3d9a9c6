//! Two pinned futures and `select!`: whoever is first is looked at, then the other one is awaited.

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
    let mut profile = std::pin::pin!(backend.load_profile(id));
    let mut billing = std::pin::pin!(backend.load_billing(id));
    let (name, balance) = tokio::select! {
        name = &mut profile => {
            let name = name?;
            (name, billing.await?)
        }
        balance = &mut billing => {
            let balance = balance?;
            (profile.await?, balance)
        }
    };
    Ok(Dashboard { name, balance })
}
