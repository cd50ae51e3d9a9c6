//@ caught-by: test
//@ says: A task of its own sends the batch, and nobody drops that; but nobody waits for it either, so `step` takes one batch after the other while there is no room for any.
//@ fails: rows_wait_in_their_channel
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
        if self.batch.is_empty() || self.batches.is_closed() {
            return None;
        }
        let batch = std::mem::take(&mut self.batch);
        let len = batch.len();
        let batches = self.batches.clone();
        tokio::spawn(async move { batches.send(batch).await });
        Some(len)
    }
}
