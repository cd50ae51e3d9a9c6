//@ caught-by: model
//@ says: "Is it closed?" and "put the line into the queue" are two steps: between them the worker may close, empty the queue and end. Ask under the lock under which you push.
//@ fails: what_was_accepted_is_written
//@ kind: assertion
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::sync::{Notify, Semaphore};
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

struct Queue {
    lines: Mutex<VecDeque<String>>,
    closed: AtomicBool,
    shippers: AtomicUsize,
    room: Semaphore,
    news: Notify,
}

/// Whoever has one can ship lines.
pub struct Shipper(Arc<Queue>);

impl Clone for Shipper {
    fn clone(&self) -> Shipper {
        self.0.shippers.fetch_add(1, Ordering::SeqCst);
        Shipper(self.0.clone())
    }
}

impl Drop for Shipper {
    fn drop(&mut self) {
        self.0.shippers.fetch_sub(1, Ordering::SeqCst);
        self.0.news.notify_one();
    }
}

/// However the worker ends: nobody gets in any more.
struct Close(Arc<Queue>);

impl Drop for Close {
    fn drop(&mut self) {
        self.0.closed.store(true, Ordering::SeqCst);
        self.0.room.close();
    }
}

/// The one who writes them.
pub struct Worker {
    task: AbortOnDropHandle<u64>,
}

/// Starts a worker.
pub fn start<S: Sink>(mut sink: S, room: usize, stop: CancellationToken) -> (Shipper, Worker) {
    let queue = Arc::new(Queue {
        lines: Mutex::default(),
        closed: AtomicBool::new(false),
        shippers: AtomicUsize::new(1),
        room: Semaphore::new(room.max(1)),
        news: Notify::new(),
    });
    let own = Close(queue.clone());
    let task = tokio::spawn(async move {
        let queue = &own.0;
        let mut written = 0;
        loop {
            if stop.is_cancelled() {
                queue.closed.store(true, Ordering::SeqCst);
            }
            let end =
                queue.closed.load(Ordering::SeqCst) || queue.shippers.load(Ordering::SeqCst) == 0;
            let line = queue.lines.lock().unwrap().pop_front();
            match line {
                Some(line) => {
                    queue.room.add_permits(1);
                    sink.write(line).await;
                    written += 1;
                }
                None if end => return written,
                None => tokio::select! {
                    () = queue.news.notified() => {}
                    () = stop.cancelled() => {}
                },
            }
        }
    });
    (Shipper(queue), Worker { task: AbortOnDropHandle::new(task) })
}

impl Shipper {
    /// Hands over a line; or gives it back.
    pub async fn ship(&self, line: String) -> Result<(), String> {
        match self.0.room.acquire().await {
            Ok(room) => room.forget(),
            Err(_) => return Err(line),
        }
        if self.0.closed.load(Ordering::SeqCst) {
            return Err(line);
        }
        self.0.lines.lock().unwrap().push_back(line);
        self.0.news.notify_one();
        Ok(())
    }
}

impl Worker {
    /// Waits until the worker has ended; how many lines it has written.
    pub async fn finished(self) -> Result<u64, Broken> {
        self.task.await.map_err(|_| Broken)
    }
}
