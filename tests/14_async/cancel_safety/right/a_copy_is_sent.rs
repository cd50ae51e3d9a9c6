//! A copy is sent, and the batch is cleared when it is: between the end of the `send` and the `clear` nothing waits.

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
            match self.rows.recv().await {
                Some(row) => self.batch.push(row),
                None if self.batch.is_empty() => return None,
                None => break,
            }
        }
        self.batches.send(self.batch.clone()).await.ok()?;
        let len = self.batch.len();
        self.batch.clear();
        Some(len)
    }
}
