//! # The rows that vanished with every heartbeat
//!
//! An exporter collects rows into batches and sends them on. Its loop is a `select!`: a batch, or the heartbeat, whichever comes first. Since
//! the heartbeat was set to one second, rows are missing in the export. Never many, never the same, and never while
//! somebody looks: on a busy day a batch is full before the next beat.
//!
//! In Go a `select` chooses between channels: what is not chosen has not happened. Rust's `select!` chooses between *futures*,
//! and those that are not chosen are dropped, in the middle of whatever they were doing. What such a future had in its
//! local variables is gone. A future that can be dropped at any `.await` without losing anything is called cancel safe.
//!
//! Before you edit: `step` has received two of three rows, and is dropped. Where are the two rows?
//!
//! What must hold:
//!
//! - Keep the signatures. `step` waits until it has `size` rows (0 counts as 1), or until the rows have ended, and sends them on as one batch, for which
//!   it may have to wait for room. Then it returns how many they were. Rows and batches keep their order.
//! - `step` returns `None` when the rows have ended and all of them were sent, or when nobody receives the batches any
//!   more.
//! - Whoever drops the future of `step`, wherever it waits, loses nothing, and doubles nothing: the next `step` goes on with the same batch.
//! - As long as there is no room for a batch, no more rows are taken than belong to it.

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
        Relay { rows, batches, size }
    }

    /// Sends on the next batch; how many rows it has.
    pub async fn step(&mut self) -> Option<usize> {
        // TODO: whose is this batch, when the future is dropped?
        let mut batch = Vec::new();
        while batch.len() < self.size {
            let Some(row) = self.rows.recv().await else { break };
            batch.push(row);
        }
        let len = batch.len();
        // TODO: and whose is it while there is no room?
        if len == 0 || self.batches.send(batch).await.is_err() {
            return None;
        }
        Some(len)
    }
}
