//! The task is in a `JoinSet` of one, which aborts it; and a permit is taken before the line is sent.

use tokio::task::JoinSet;

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
    tasks: JoinSet<u64>,
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room.max(1));
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let mut written = 0;
        loop {
            if stop.is_cancelled() {
                inbox.close();
            }
            let line = tokio::select! {
                biased;
                line = inbox.recv() => line,
                () = stop.cancelled(), if !inbox.is_closed() => continue,
            };
            match line {
                Some(line) => sink.write(line).await,
                None => return written,
            }
            written += 1;
        }
    });
    (Shipper { lines }, Worker { tasks })
}

impl Shipper {
    /// Hands over a line; or gives it back.
    pub async fn ship(&self, line: String) -> Result<(), String> {
        match self.lines.reserve().await {
            Ok(permit) => {
                permit.send(line);
                Ok(())
            }
            Err(_) => Err(line),
        }
    }
}

impl Worker {
    /// Waits until the worker has ended; how many lines it has written.
    pub async fn finished(mut self) -> Result<u64, Broken> {
        match self.tasks.join_next().await {
            Some(Ok(written)) => Ok(written),
            _ => Err(Broken),
        }
    }
}
