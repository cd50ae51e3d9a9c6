//@ caught-by: test
//@ says: After an error both loads are begun once more: the caller waits twice, and a service that is down gets twice the work. Each load is begun once, and the error is returned; who wants to try again calls again.
//@ fails: both_fail
//@ sort: tempting

use std::sync::Arc;

use tokio::try_join;

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
    let (name, balance) = match try_join!(backend.load_profile(id), backend.load_billing(id)) {
        Ok(loaded) => loaded,
        Err(_) => try_join!(backend.load_profile(id), backend.load_billing(id))?,
    };
    Ok(Dashboard { name, balance })
}
