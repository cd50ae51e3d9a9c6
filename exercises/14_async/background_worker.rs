//! # The last lines before the restart
//!
//! A worker ships log lines: handlers hand them over, and it writes them to a sink, one by one. At a restart the
//! service cancels a token. Afterwards the last lines are missing, just those that would tell why it was restarted.
//! Somebody then gave the worker no token any more, and now it never ends: the process has to be killed.
//!
//! In Go you would have `select { case <-ctx.Done(): return; case line := <-lines: … }`, and in it the same mistake: when both are ready,
//! it may return, and what is in the channel stays there. Being asked to stop, stopping to accept, and having ended are three
//! things (chapter 10). Here each of them has a name: the token, `close`, and the handle.
//!
//! Before you edit: a line has been accepted, and then the token is cancelled. Who still knows of the line?
//!
//! What must hold:
//!
//! - Keep the signatures. `start` starts the worker and returns at once. At most `room` lines wait (0 counts as 1), and one is in the
//!   worker's hands: `ship` waits while there is no room.
//! - A line for which `ship` says `Ok` is written, once; lines of one shipper in their order. A line that comes back in the `Err` is never
//!   written. A `write` that has begun is not broken off.
//! - The worker ends when `stop` is cancelled, or when the last `Shipper` is gone: it writes all that was accepted, and no more. Other
//!   than that it does not end, and it does not cancel `stop` itself.
//! - When `stop` is cancelled, a `ship` that waits for room does not wait for ever: its line is accepted and written, or comes back. Once the
//!   worker has ended every line comes back.
//! - `finished` waits until the worker has ended, and says how many lines were written. If the sink has panicked it
//!   says `Err(Broken)`; and lines that come then are given back.
//! - No task stays behind: who drops the `Worker`, or the future of `finished`, stops the worker at its next `.await`, whatever is
//!   still to be written. (That is what `timeout(limit, worker.finished())` wants to be.)

use tokio::sync::mpsc;
use tokio::task::JoinHandle;
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
    task: JoinHandle<u64>,
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let (lines, mut inbox) = mpsc::channel(room);
    let task = tokio::spawn(async move {
        let mut written = 0;
        loop {
            tokio::select! {
                // TODO: what was accepted is still in the channel. And may more be accepted meanwhile?
                () = stop.cancelled() => return written,
                line = inbox.recv() => {
                    let Some(line) = line else { return written };
                    sink.write(line).await;
                    written += 1;
                }
            }
        }
    });
    (Shipper { lines }, Worker { task })
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
        // TODO: and who does not wait? Dropping a `JoinHandle` stops nothing.
        Ok(self.task.await.unwrap())
    }
}
