//! Tasks that are aborted and then waited for, and a guard for the caller who leaves.

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

struct Abort(Vec<tokio::task::AbortHandle>);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.iter().for_each(tokio::task::AbortHandle::abort);
    }
}

/// Loads what the dashboard shows.
pub async fn load_dashboard<B: Backend>(backend: Arc<B>, id: u64) -> Result<Dashboard, Error> {
    let beside = backend.clone();
    let mut profile = tokio::spawn(async move { beside.load_profile(id).await });
    let mut billing = tokio::spawn(async move { backend.load_billing(id).await });
    let _abort = Abort(vec![profile.abort_handle(), billing.abort_handle()]);
    tokio::select! {
        name = &mut profile => match name.unwrap() {
            Ok(name) => Ok(Dashboard { name, balance: billing.await.unwrap()? }),
            Err(error) => {
                billing.abort();
                let _ = billing.await;
                Err(error)
            }
        },
        balance = &mut billing => match balance.unwrap() {
            Ok(balance) => Ok(Dashboard { name: profile.await.unwrap()?, balance }),
            Err(error) => {
                profile.abort();
                let _ = profile.await;
                Err(error)
            }
        },
    }
}
