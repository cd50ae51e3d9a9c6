//@ caught-by: test
//@ says: Between the send and the `clear` there is an `.await`: who drops the future there has sent the batch, and the next step sends it again.
//@ fails: an_impatient_caller
//@ sort: tempting

use tokio::sync::mpsc::{Receiver, Sender};

/// Collects rows into batches.
pub struct Relay {
    rows: Receiver<u64>,
    batches: Sender<Vec<u64>>,
    size: usize,
    batch: Vec<u64>,
}

impl Relay {
    /// Takes `rows`, and sends them on in `batches` of this size.
    pub fn new(rows: Receiver<u64>, batches: Sender<Vec<u64>>, size: usize) -> Relay {
        Relay { rows, batches, size: size.max(1), batch: Vec::new() }
    }

    /// Sends on the next batch; how many rows it has.
    pub async fn step(&mut self) -> Option<usize> {
        while self.batch.len() < self.size {
            let Some(row) = self.rows.recv().await else { break };
            self.batch.push(row);
        }
        if self.batch.is_empty() {
            return None;
        }
        self.batches.send(self.batch.clone()).await.ok()?;
        // Let the consumer have a turn.
        tokio::task::yield_now().await;
        let len = self.batch.len();
        self.batch.clear();
        Some(len)
    }
}
