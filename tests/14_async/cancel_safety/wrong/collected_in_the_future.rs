//@ caught-by: test
//@ says: The batch is a local variable of `step`: who drops the future drops the rows that it has collected. What must outlive it belongs into the relay.
//@ fails: an_impatient_caller
//@ sort: tempting

use tokio::sync::mpsc::{Receiver, Sender};

/// Collects rows into batches.
pub struct Relay {
    rows: Receiver<u64>,
    batches: Sender<Vec<u64>>,
    size: usize,
}

impl Relay {
    /// Takes `rows`, and sends them on in `batches` of this size.
    pub fn new(rows: Receiver<u64>, batches: Sender<Vec<u64>>, size: usize) -> Relay {
        Relay { rows, batches, size: size.max(1) }
    }

    /// Sends on the next batch; how many rows it has.
    pub async fn step(&mut self) -> Option<usize> {
        let room = self.batches.reserve().await.ok()?;
        let mut batch = Vec::new();
        while batch.len() < self.size {
            let Some(row) = self.rows.recv().await else { break };
            batch.push(row);
        }
        let len = batch.len();
        if len == 0 {
            return None;
        }
        room.send(batch);
        Some(len)
    }
}
