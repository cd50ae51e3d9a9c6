//@ caught-by: test
//@ says: Without a bound nobody waits, and when the sink is slow the lines fill the memory.
//@ fails: who_is_too_fast_waits
//@ sort: tempting

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
    lines: mpsc::UnboundedSender<String>,
}

/// The one who writes them.
pub struct Worker {
    task: AbortOnDropHandle<u64>,
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, _room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::unbounded_channel();
    let task = tokio::spawn(async move {
        let mut written = 0;
        while let Some(Some(line)) = stop.run_until_cancelled(inbox.recv()).await {
            sink.write(line).await;
            written += 1;
        }
        inbox.close();
        while let Some(line) = inbox.recv().await {
            sink.write(line).await;
            written += 1;
        }
        written
    });
    (Shipper { lines }, Worker { task: AbortOnDropHandle::new(task) })
}

impl Shipper {
    /// Hands over a line; or gives it back.
    pub async fn ship(&self, line: String) -> Result<(), String> {
        self.lines.send(line).map_err(|refused| refused.0)
    }
}

impl Worker {
    /// Waits until the worker has ended; how many lines it has written.
    pub async fn finished(self) -> Result<u64, Broken> {
        self.task.await.map_err(|_| Broken)
    }
}
