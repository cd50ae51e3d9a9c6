//@ caught-by: test
//@ says: Asked to stop, the worker returns, and what it had accepted is dropped with the channel. Stop to accept (`close`), write what is there, and end then.
//@ fails: what_was_accepted_is_written
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
    lines: mpsc::Sender<String>,
}

/// The one who writes them.
pub struct Worker {
    task: AbortOnDropHandle<u64>,
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room.max(1));
    let task = tokio::spawn(async move {
        let mut written = 0;
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => return written,
                line = inbox.recv() => {
                    let Some(line) = line else { return written };
                    sink.write(line).await;
                    written += 1;
                }
            }
        }
    });
    (Shipper { lines }, Worker { task: AbortOnDropHandle::new(task) })
}

impl Shipper {
    /// Hands over a line; or gives it back.
    pub async fn ship(&self, line: String) -> Result<(), String> {
        self.lines.send(line).await.map_err(|refused| refused.0)
    }
}

impl Worker {
    /// Waits until the worker has ended; how many lines it has written.
    pub async fn finished(self) -> Result<u64, Broken> {
        self.task.await.map_err(|_| Broken)
    }
}
