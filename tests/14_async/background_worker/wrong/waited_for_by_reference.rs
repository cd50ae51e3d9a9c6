//@ caught-by: test
//@ says: `finished(&self)` borrows the worker, so whoever gives up waiting has not dropped it, and its task goes on. `finished(self)` takes it: the future owns the worker.
//@ fails: who_gives_up_waiting_stops_it
//@ sort: boundary

use tokio::sync::watch;
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
    _task: AbortOnDropHandle<()>,
    ended: watch::Receiver<Option<u64>>,
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room.max(1));
    let (end, ended) = watch::channel(None);
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
        end.send_replace(Some(written));
    });
    (Shipper { lines }, Worker { _task: AbortOnDropHandle::new(task), ended })
}

impl Shipper {
    /// Hands over a line; or gives it back.
    pub async fn ship(&self, line: String) -> Result<(), String> {
        self.lines.send(line).await.map_err(|refused| refused.0)
    }
}

impl Worker {
    /// Waits until the worker has ended; how many lines it has written.
    pub async fn finished(&self) -> Result<u64, Broken> {
        let mut ended = self.ended.clone();
        let written = ended.wait_for(Option::is_some).await.map_err(|_| Broken)?;
        Ok(written.unwrap_or_default())
    }
}
