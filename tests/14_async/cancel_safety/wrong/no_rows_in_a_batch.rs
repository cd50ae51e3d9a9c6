//@ caught-by: test
//@ says: With a size of 0 the batch is full before it has a row, and an empty batch looks like the end. The task says that 0 counts as 1.
//@ fails: an_impatient_caller
//@ sort: boundary

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
        Relay { rows, batches, size, batch: Vec::new() }
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
        let room = self.batches.reserve().await.ok()?;
        let batch = std::mem::take(&mut self.batch);
        let len = batch.len();
        room.send(batch);
        Some(len)
    }
}
