//! An owner that passes over the bookings whose callers have gone before their turn, and a mailbox without a bound.

use tokio::sync::{mpsc, oneshot};

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

/// Whoever has one can book.
#[derive(Clone)]
pub struct Ledger {
    mailbox: mpsc::UnboundedSender<(u64, u64, oneshot::Sender<u64>)>,
}

/// A ledger on this store.
pub fn open<S: Store>(store: S) -> Ledger {
    let (mailbox, requests) = mpsc::unbounded_channel();
    tokio::spawn(own(store, requests));
    Ledger { mailbox }
}

async fn own<S: Store>(
    mut store: S,
    mut requests: mpsc::UnboundedReceiver<(u64, u64, oneshot::Sender<u64>)>,
) {
    while let Some((customer, units, reply)) = requests.recv().await {
        if reply.is_closed() {
            continue;
        }
        let total = store.load(customer).await + units;
        store.save(customer, total).await;
        reply.send(total).ok();
    }
}

impl Ledger {
    /// Adds to the customer's total; what it is then.
    pub async fn add(&self, customer: u64, units: u64) -> Result<u64, Closed> {
        let (reply, answer) = oneshot::channel();
        self.mailbox.send((customer, units, reply)).map_err(|_| Closed)?;
        answer.await.map_err(|_| Closed)
    }
}
