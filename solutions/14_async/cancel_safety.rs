//! What must not be lost lives in the relay, not in the future; and nothing is taken out of it before it can be given away at once.

use std::mem;

use tokio::sync::mpsc::{Receiver, Sender};

/// Collects rows into batches.
pub struct Relay {
    rows: Receiver<u64>,
    batches: Sender<Vec<u64>>,
    size: usize,
    /// The batch that is being collected. It outlives the futures of `step`.
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
            // `recv` is cancel safe: dropped here, it has taken nothing. And between its end and the `push` there is no
            // `.await`, so nobody can drop us with a row in our hands.
            let Some(row) = self.rows.recv().await else { break };
            self.batch.push(row);
        }
        if self.batch.is_empty() {
            return None;
        }
        // First the room, then the batch. `send(batch).await` owns the batch while it waits; `reserve` waits with empty hands.
        let room = self.batches.reserve().await.ok()?;
        // From here to the end nothing waits.
        let batch = mem::take(&mut self.batch);
        let len = batch.len();
        room.send(batch);
        Some(len)
    }
}
