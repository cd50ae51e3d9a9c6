//! The owner is a thread with a runtime of its own, which blocks while it waits for the next booking.

use std::sync::mpsc;
use std::thread;

use tokio::runtime::Builder;
use tokio::sync::oneshot;

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
    let (mailbox, requests) = mpsc::channel::<Add>();
    thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        for add in requests {
            let total = runtime.block_on(async {
                let total = store.load(add.customer).await + add.units;
                store.save(add.customer, total).await;
                total
            });
            let _ = add.reply.send(total);
        }
    });
    Ledger { mailbox }
}

impl Ledger {
    /// Adds to the customer's total; what it is then.
    pub async fn add(&self, customer: u64, units: u64) -> Result<u64, Closed> {
        let (reply, answer) = oneshot::channel();
        self.mailbox.send(Add { customer, units, reply }).map_err(|_| Closed)?;
        answer.await.map_err(|_| Closed)
    }
}
