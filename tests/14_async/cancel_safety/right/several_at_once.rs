//! `recv_many` puts the rows where they belong by itself, and takes no more than are missing.

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
            let missing = self.size - self.batch.len();
            if self.rows.recv_many(&mut self.batch, missing).await == 0 {
                break;
            }
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
