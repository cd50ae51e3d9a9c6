//! Tasks, in a set that belongs to the function: when it goes, they are aborted.

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

enum Part {
    Name(String),
    Balance(i64),
}

/// Loads what the dashboard shows.
pub async fn load_dashboard<B: Backend>(backend: Arc<B>, id: u64) -> Result<Dashboard, Error> {
    let mut loads = tokio::task::JoinSet::new();
    let profile = backend.clone();
    loads.spawn(async move { profile.load_profile(id).await.map(Part::Name) });
    loads.spawn(async move { backend.load_billing(id).await.map(Part::Balance) });
    let (mut name, mut balance) = (None, None);
    while let Some(part) = loads.join_next().await {
        match part.unwrap()? {
            Part::Name(loaded) => name = Some(loaded),
            Part::Balance(loaded) => balance = Some(loaded),
        }
    }
    Ok(Dashboard { name: name.unwrap(), balance: balance.unwrap() })
}
