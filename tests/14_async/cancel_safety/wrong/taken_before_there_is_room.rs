//@ caught-by: test
//@ says: `mem::take` has taken the batch out of the relay, and then `send` waits for room with it: who drops the future now drops the batch. Wait for the room first (`reserve`).
//@ fails: dropped_while_there_is_no_room
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
        let batch = std::mem::take(&mut self.batch);
        let len = batch.len();
        if len == 0 || self.batches.send(batch).await.is_err() {
            return None;
        }
        Some(len)
    }
}
