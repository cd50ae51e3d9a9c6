//@ caught-by: model
//@ says: `notify_waiters` wakes those who wait already. A load that ends between your look at the slots and your `.await` rings for nobody, and you wait for ever.
//@ fails: both_are_at_work
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::Mutex;

use tokio::sync::Notify;

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

#[derive(Default)]
struct Slots {
    name: Mutex<Option<Result<String, Error>>>,
    balance: Mutex<Option<Result<i64, Error>>>,
    changed: Notify,
}

/// Loads what the dashboard shows.
pub async fn load_dashboard<B: Backend>(backend: Arc<B>, id: u64) -> Result<Dashboard, Error> {
    let slots = Arc::new(Slots::default());
    let mut loads = tokio::task::JoinSet::new();
    let (theirs, beside) = (slots.clone(), backend.clone());
    loads.spawn(async move {
        let name = beside.load_profile(id).await;
        *theirs.name.lock().unwrap() = Some(name);
        theirs.changed.notify_waiters();
    });
    let theirs = slots.clone();
    loads.spawn(async move {
        let balance = backend.load_billing(id).await;
        *theirs.balance.lock().unwrap() = Some(balance);
        theirs.changed.notify_waiters();
    });
    let (mut name, mut balance) = (None, None);
    loop {
        if name.is_none() {
            let loaded = slots.name.lock().unwrap().take();
            name = loaded.transpose()?;
        }
        if balance.is_none() {
            let loaded = slots.balance.lock().unwrap().take();
            balance = loaded.transpose()?;
        }
        if let (Some(name), Some(balance)) = (&name, &balance) {
            return Ok(Dashboard { name: name.clone(), balance: *balance });
        }
        slots.changed.notified().await;
    }
}
