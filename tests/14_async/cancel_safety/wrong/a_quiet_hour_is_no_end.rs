//@ caught-by: model
//@ says: That no row has come for a while is not the end: the batch is sent too short, and the rest of it later. Only `None` from `recv` says that no row will come.
//@ fails: a_beat_while_it_collects
//@ kind: assertion
//@ sort: schedule-only

use std::time::Duration;

use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::timeout;

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
            // Whoever has sent nothing for an hour is dead.
            match timeout(Duration::from_secs(3_600), self.rows.recv()).await {
                Ok(Some(row)) => self.batch.push(row),
                Ok(None) => break,
                Err(_) if self.batch.is_empty() => continue,
                Err(_) => break,
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
