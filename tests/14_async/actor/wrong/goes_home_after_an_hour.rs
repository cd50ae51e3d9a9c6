//@ caught-by: model
//@ says: An owner that has nothing to do for an hour ends, though there are ledgers: the next booking finds nobody. Only `None` from `recv` says that nobody can book any more.
//@ fails: what_is_said_is_saved
//@ kind: assertion
//@ sort: schedule-only

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

/// Where the totals are kept.
pub trait Store: Send + 'static {
    /// The customer's total.
    fn load(&mut self, customer: u64) -> impl Future<Output = u64> + Send;
    /// Writes the total, and then the index.
    fn save(&mut self, customer: u64, total: u64) -> impl Future<Output = ()> + Send;
}

/// The ledger is broken.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

struct Add {
    customer: u64,
    units: u64,
    reply: oneshot::Sender<u64>,
}

/// Whoever has one can book.
#[derive(Clone)]
pub struct Ledger {
    mailbox: mpsc::Sender<Add>,
}

/// A ledger on this store.
pub fn open<S: Store>(mut store: S) -> Ledger {
    let (mailbox, mut requests) = mpsc::channel::<Add>(16);
    tokio::spawn(async move {
        // Nobody has booked for an hour: nobody will.
        let hour = Duration::from_secs(3_600);
        while let Ok(Some(add)) = timeout(hour, requests.recv()).await {
            let total = store.load(add.customer).await + add.units;
            store.save(add.customer, total).await;
            let _ = add.reply.send(total);
        }
    });
    Ledger { mailbox }
}

impl Ledger {
    /// Adds to the customer's total; what it is then.
    pub async fn add(&self, customer: u64, units: u64) -> Result<u64, Closed> {
        let (reply, answer) = oneshot::channel();
        self.mailbox.send(Add { customer, units, reply }).await.map_err(|_| Closed)?;
        answer.await.map_err(|_| Closed)
    }
}
