//@ caught-by: test
//@ says: When the caller leaves while the total is loaded, the owner drops the load and takes the next booking. With its load a booking has begun, and what has begun is done to its end.
//@ fails: who_leaves_while_it_loads
//@ sort: boundary

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
        while let Some(mut add) = requests.recv().await {
            let total = tokio::select! {
                () = add.reply.closed() => continue,
                total = store.load(add.customer) => total + add.units,
            };
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
