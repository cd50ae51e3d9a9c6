//! Asked to stop, the worker closes its channel first and empties it then: after `close` nobody is told `Ok` any more.

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

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room.max(1));
    let task = tokio::spawn(async move {
        let mut written = 0;
        let mut stopping = false;
        loop {
            let line = tokio::select! {
                // Stops to accept, in one step: a `send` that is later says `Err`, and one that was earlier is in the channel. With
                // `try_recv` until it is empty, and the channel open, there would be a moment between the last look and the end.
                () = stop.cancelled(), if !stopping => {
                    stopping = true;
                    inbox.close();
                    continue;
                }
                // `recv` may be dropped in a `select!`: it takes a line or it does not. The write is outside, so nothing drops it.
                line = inbox.recv() => line,
            };
            // `None`: closed, or nobody can send any more; and it is empty in either case.
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
        // The only error is a panic of the sink's: nobody else can abort the task.
        self.task.await.map_err(|_| Broken)
    }
}
