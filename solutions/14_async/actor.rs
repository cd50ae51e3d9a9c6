//! The store belongs to a task, which nobody drops. Callers own their question and their half of the answer, and nothing else.

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
    // With a bound: who books faster than the store saves has to wait.
    let (mailbox, mut requests) = mpsc::channel::<Add>(16);
    // Detached, and that is no leak: it ends when the last `Ledger` is gone, and nothing else can end it.
    tokio::spawn(async move {
        // One after the other, with `.await`s in the middle: the loop is the critical section, and needs no lock.
        while let Some(add) = requests.recv().await {
            let total = store.load(add.customer).await + add.units;
            store.save(add.customer, total).await;
            // Nobody waits for it any more: that is not our business.
            let _ = add.reply.send(total);
        }
    });
    Ledger { mailbox }
}

impl Ledger {
    /// Adds to the customer's total; what it is then.
    pub async fn add(&self, customer: u64, units: u64) -> Result<u64, Closed> {
        let (reply, answer) = oneshot::channel();
        // Dropped here, the booking is in the mailbox or it is not. Dropped below, only the answer is lost.
        self.mailbox.send(Add { customer, units, reply }).await.map_err(|_| Closed)?;
        answer.await.map_err(|_| Closed)
    }
}
