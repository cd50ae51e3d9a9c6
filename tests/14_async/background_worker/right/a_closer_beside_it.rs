//! The worker only receives. Beside it, in the same task, somebody waits for the token and closes.

use std::pin::pin;

use tokio_util::task::AbortOnDropHandle;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// Where the lines go.
pub trait Sink: Send + 'static {
    /// Writes one line.
    fn write(&mut self, line: String) -> impl Future<Output = ()> + Send;
}

/// The sink has panicked.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken;

/// Whoever has one can ship lines.
#[derive(Clone)]
pub struct Shipper {
    lines: mpsc::Sender<String>,
}

/// The one who writes them.
pub struct Worker {
    task: AbortOnDropHandle<u64>,
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room.max(1));
    let task = AbortOnDropHandle::new(tokio::spawn(async move {
        let mut stopped = pin!(stop.cancelled_owned());
        let mut written = 0;
        loop {
            let next = tokio::select! {
                biased;
                () = &mut stopped => break,
                line = inbox.recv() => line,
            };
            let Some(line) = next else { return written };
            sink.write(line).await;
            written += 1;
        }
        inbox.close();
        while let Some(line) = inbox.recv().await {
            sink.write(line).await;
            written += 1;
        }
        written
    }));
    (Shipper { lines }, Worker { task })
}

impl Shipper {
    /// Hands over a line; or gives it back.
    pub async fn ship(&self, line: String) -> Result<(), String> {
        self.lines.send(line).await.map_err(|mpsc::error::SendError(line)| line)
    }
}

impl Worker {
    /// Waits until the worker has ended; how many lines it has written.
    pub async fn finished(self) -> Result<u64, Broken> {
        self.task.await.or(Err(Broken))
    }
}
