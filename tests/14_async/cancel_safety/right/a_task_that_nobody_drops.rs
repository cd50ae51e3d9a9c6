//! The work is done by a task, which no `select!` drops. `step` only waits to hear of it.

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinSet;

/// Collects rows into batches.
pub struct Relay {
    sent: Receiver<usize>,
    _task: JoinSet<()>,
}

impl Relay {
    /// Takes `rows`, and sends them on in `batches` of this size.
    pub fn new(mut rows: Receiver<u64>, batches: Sender<Vec<u64>>, size: usize) -> Relay {
        let (tell, sent) = channel(1);
        let mut task = JoinSet::new();
        task.spawn(async move {
            loop {
                let mut batch = Vec::new();
                while batch.len() < size.max(1) {
                    let Some(row) = rows.recv().await else { break };
                    batch.push(row);
                }
                let len = batch.len();
                if len == 0 || batches.send(batch).await.is_err() {
                    return;
                }
                let _ = tell.send(len).await;
            }
        });
        Relay { sent, _task: task }
    }

    /// Sends on the next batch; how many rows it has.
    pub async fn step(&mut self) -> Option<usize> {
        self.sent.recv().await
    }
}
