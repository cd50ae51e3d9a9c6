//@ caught-by: test
//@ says: The channel is emptied and then left, but it is open all the while: a line that comes between the last look and the end is accepted, and dropped. `close` first.
//@ fails: a_flood_does_not_keep_it
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
                () = stop.cancelled() => break,
                line = inbox.recv() => {
                    let Some(line) = line else { return written };
                    sink.write(line).await;
                    written += 1;
                }
            }
        }
        while let Ok(line) = inbox.try_recv() {
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
        self.lines.send(line).await.map_err(|refused| refused.0)
    }
}

impl Worker {
    /// Waits until the worker has ended; how many lines it has written.
    pub async fn finished(self) -> Result<u64, Broken> {
        self.task.await.map_err(|_| Broken)
    }
}
