//@ caught-by: test
//@ says: The queue is closed when the worker returns, and when its sink panics. An abort is neither: the task is dropped at its `.await`, the queue stays open, and lines are accepted that nobody will write. Close it in a `Drop`, whatever the worker has ended by.
//@ fails: a_worker_that_is_dropped_stops, who_waits_hears_that_it_is_dropped
//@ sort: boundary

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::thread;

use tokio::sync::Notify;
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

struct State {
    lines: VecDeque<String>,
    closed: bool,
    shippers: usize,
}

struct Queue {
    state: Mutex<State>,
    room: usize,
    /// There is room, or it is closed.
    freed: Notify,
    /// There is a line, or nobody ships any more.
    news: Notify,
}

/// Whoever has one can ship lines.
pub struct Shipper {
    queue: Arc<Queue>,
}

impl Clone for Shipper {
    fn clone(&self) -> Shipper {
        self.queue.state.lock().unwrap().shippers += 1;
        Shipper { queue: self.queue.clone() }
    }
}

impl Drop for Shipper {
    fn drop(&mut self) {
        self.queue.state.lock().unwrap().shippers -= 1;
        self.queue.news.notify_one();
    }
}

/// The one who writes them.
pub struct Worker {
    task: AbortOnDropHandle<u64>,
}

/// Nobody ships any more.
struct CloseAtTheEnd(Arc<Queue>);

impl Drop for CloseAtTheEnd {
    fn drop(&mut self) {
        // The sink has panicked.
        if thread::panicking() {
            self.0.close();
        }
    }
}

impl Queue {
    fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.freed.notify_waiters();
    }
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let state = State { lines: VecDeque::new(), closed: false, shippers: 1 };
    let queue = Arc::new(Queue {
        state: Mutex::new(state),
        room: room.max(1),
        freed: Notify::new(),
        news: Notify::new(),
    });
    let theirs = queue.clone();
    let task = tokio::spawn(async move {
        let at_the_end = CloseAtTheEnd(theirs);
        let queue = &at_the_end.0;
        let mut written = 0;
        let mut stopping = false;
        loop {
            if !stopping && stop.is_cancelled() {
                stopping = true;
                queue.close();
            }
            let (line, over) = {
                let mut state = queue.state.lock().unwrap();
                (state.lines.pop_front(), state.closed || state.shippers == 0)
            };
            match line {
                Some(line) => {
                    queue.freed.notify_one();
                    sink.write(line).await;
                    written += 1;
                }
                None if over => {
                    queue.close();
                    return written;
                }
                None => tokio::select! {
                    () = stop.cancelled(), if !stopping => {}
                    () = queue.news.notified() => {}
                },
            }
        }
    });
    (Shipper { queue }, Worker { task: AbortOnDropHandle::new(task) })
}

impl Shipper {
    /// Hands over a line; or gives it back.
    pub async fn ship(&self, line: String) -> Result<(), String> {
        loop {
            let freed = self.queue.freed.notified();
            {
                let mut state = self.queue.state.lock().unwrap();
                if state.closed {
                    return Err(line);
                }
                if state.lines.len() < self.queue.room {
                    state.lines.push_back(line);
                    break;
                }
            }
            freed.await;
        }
        self.queue.news.notify_one();
        Ok(())
    }
}

impl Worker {
    /// Waits until the worker has ended; how many lines it has written.
    pub async fn finished(self) -> Result<u64, Broken> {
        self.task.await.map_err(|_| Broken)
    }
}
