//@ caught-by: test
//@ says: A second task waits for the token, and tells the worker. Where the token is never cancelled it waits for ever, also when the worker has long ended: one more task for each worker. Let the worker itself wait for the token.
//@ fails: no_task_stays_behind
//@ sort: tempting

use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;
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
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room.max(1));
    let (tell, mut told) = oneshot::channel::<()>();
    tokio::spawn(async move {
        stop.cancelled().await;
        let _ = tell.send(());
    });
    let task = tokio::spawn(async move {
        let mut written = 0;
        let mut stopping = false;
        loop {
            let line = tokio::select! {
                _ = &mut told, if !stopping => {
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
