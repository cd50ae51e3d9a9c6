//@ caught-by: test
//@ says: With `recv` first, and `biased`, the token is only looked at when no line is there: as long as somebody ships fast enough the worker never hears of it.
//@ fails: a_flood_does_not_keep_it
//@ sort: boundary

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
    /// Aborts the task when it is dropped: with the `Worker`, or with the future of `finished`, which owns it.
    task: AbortOnDropHandle<u64>,
}

pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room.max(1));
    let task = tokio::spawn(async move {
        let mut written = 0;
        loop {
            let line = tokio::select! {
                biased;
                line = inbox.recv() => line,
                () = stop.cancelled() => break,
            };
            let Some(line) = line else { return written };
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
        self.lines.send(line).await.map_err(|refused| refused.0)
    }
}

impl Worker {
    /// Waits until the worker has ended; how many lines it has written.
    pub async fn finished(self) -> Result<u64, Broken> {
        // The only error is a panic of the sink's: nobody else can abort the task.
        self.task.await.map_err(|_| Broken)
    }
}
