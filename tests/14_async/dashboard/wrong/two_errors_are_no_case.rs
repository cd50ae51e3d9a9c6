//@ caught-by: test
//@ says: Every pair of results has its arm, but two errors have not: both loads have ended, nobody is left to wake the dashboard, and it waits for ever. The first error decides, whatever the other load says.
//@ fails: both_fail
//@ sort: boundary

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

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
    let mut profile = pin!(backend.load_profile(id));
    let mut billing = pin!(backend.load_billing(id));
    let (mut name, mut balance) = (None, None);
    poll_fn(|cx| {
        if name.is_none()
            && let Poll::Ready(loaded) = profile.as_mut().poll(cx)
        {
            name = Some(loaded);
        }
        if balance.is_none()
            && let Poll::Ready(loaded) = billing.as_mut().poll(cx)
        {
            balance = Some(loaded);
        }
        match (&name, &balance) {
            (Some(Ok(name)), Some(Ok(balance))) => {
                Poll::Ready(Ok(Dashboard { name: name.clone(), balance: *balance }))
            }
            (Some(Err(error)), None | Some(Ok(_))) | (None | Some(Ok(_)), Some(Err(error))) => {
                Poll::Ready(Err(error.clone()))
            }
            _ => Poll::Pending,
        }
    })
    .await
}
