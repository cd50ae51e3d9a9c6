//@ caught-by: test
//@ says: The worker has a `DropGuard` of the token: whoever drops the worker cancels `stop`, and with it all others who listen to it. Abort the task, and leave the token to those who have given it.
//@ fails: a_worker_that_is_dropped_stops
//@ sort: boundary

use tokio::sync::mpsc;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::AbortOnDropHandle;

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
    stop: DropGuard,
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room.max(1));
    let guard = stop.clone().drop_guard();
    let task = tokio::spawn(async move {
        let mut written = 0;
        let mut stopping = false;
        loop {
            let line = tokio::select! {
                () = stop.cancelled(), if !stopping => {
                    stopping = true;
                    inbox.close();
                    continue;
                }
                line = inbox.recv() => line,
            };
            let Some(line) = line else { return written };
            sink.write(line).await;
            written += 1;
        }
    });
    (Shipper { lines }, Worker { task: AbortOnDropHandle::new(task), stop: guard })
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
        let written = self.task.await.map_err(|_| Broken);
        self.stop.disarm();
        written
    }
}
