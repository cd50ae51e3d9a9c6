//@ caught-by: test
//@ says: The owner remembers the totals and loads each of them once. Each booking loads: what somebody else has written into the store since then would be undone by the next save.
//@ fails: no_other_booking_in_between
//@ sort: tempting

use std::collections::HashMap;

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
        let mut totals = HashMap::new();
        while let Some(add) = requests.recv().await {
            let total = match totals.get(&add.customer) {
                Some(total) => *total,
                None => store.load(add.customer).await,
            } + add.units;
            totals.insert(add.customer, total);
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
