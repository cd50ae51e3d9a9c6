//@ caught-by: model
//@ says: `try_recv` says `Empty` also while somebody has room in the channel already and has not brought the value yet: a `send` is two steps. So a line is lost for which `ship` says `Ok`. After `close` only `recv` knows when all have come: it waits for whoever has room, and says `None` then.
//@ fails: what_was_accepted_is_written
//@ sort: schedule-only

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

pub trait Sink: Send + 'static {
    fn write(&mut self, line: String) -> impl Future<Output = ()> + Send;
}

#[derive(Debug, PartialEq, Eq)]
pub struct Broken;

#[derive(Clone)]
pub struct Shipper {
    lines: mpsc::Sender<String>,
}

pub struct Worker {
    task: AbortOnDropHandle<u64>,
}

pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room.max(1));
    let task = tokio::spawn(async move {
        let mut written = 0;
        loop {
            let line = tokio::select! {
                () = stop.cancelled() => {
                    inbox.close();
                    while let Ok(line) = inbox.try_recv() {
                        sink.write(line).await;
                        written += 1;
                    }
                    return written;
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
    pub async fn ship(&self, line: String) -> Result<(), String> {
        self.lines.send(line).await.map_err(|refused| refused.0)
    }
}

impl Worker {
    pub async fn finished(self) -> Result<u64, Broken> {
        self.task.await.map_err(|_| Broken)
    }
}
