//@ caught-by: test
//@ says: When one load has ended the other task is set free: `detach` gives a plain `JoinHandle`, and dropping that stops nothing. A caller who leaves now leaves a load running. An `AbortOnDropHandle` can be awaited as it is.
//@ fails: who_leaves_later_stops_the_other
//@ sort: boundary

use std::sync::Arc;

use tokio_util::task::AbortOnDropHandle;

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
    let theirs = backend.clone();
    let mut profile =
        AbortOnDropHandle::new(tokio::spawn(async move { theirs.load_profile(id).await }));
    let mut billing =
        AbortOnDropHandle::new(tokio::spawn(async move { backend.load_billing(id).await }));
    tokio::select! {
        name = &mut profile => {
            let name = name.unwrap()?;
            let balance = billing.detach().await.unwrap()?;
            Ok(Dashboard { name, balance })
        }
        balance = &mut billing => {
            let balance = balance.unwrap()?;
            let name = profile.detach().await.unwrap()?;
            Ok(Dashboard { name, balance })
        }
    }
}
