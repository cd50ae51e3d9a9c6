//! Three questions of the end, three answers: *may this still come in?* is asked under the lock that the queue is behind; *is it
//! wanted?* is a flag that anybody may read; *is it over?* is a `join`, and that one waits last and holds nothing that the
//! other two need.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Instant;

/// What has to be done.
pub struct Job {
    /// Called once for each attempt.
    pub work: Box<dyn FnMut(&Attempt) -> Result<u64, String> + Send>,
    /// How many attempts there may be.
    pub attempts: u32,
    /// From then on no attempt begins.
    pub deadline: Option<Instant>,
}

/// What the work is told about itself.
pub struct Attempt {
    /// 1 for the first.
    pub number: u32,
    cancelled: Arc<AtomicBool>,
}

impl Attempt {
    /// Whether nobody wants the result any more.
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }
}

/// What became of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// An attempt returned `Ok`.
    Done(u64),
    /// The last attempt failed.
    Failed(String),
    /// It was too late for another attempt.
    Expired,
    /// The server was aborted before another attempt.
    Cancelled,
}

/// Why a job was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// As many wait as may.
    Full,
    /// The server is at its end.
    Closed,
}

/// Whoever has it may wait for the outcome.
pub struct Ticket {
    outcome: Receiver<Outcome>,
}

impl Ticket {
    /// Waits for the outcome.
    pub fn wait(self) -> Outcome {
        // A job that nobody will work on is dropped, and its sender with it. So "cancelled" needs no message, and there is no way
        // to forget one: whatever happens to a job, its ticket hears of it.
        self.outcome.recv().unwrap_or(Outcome::Cancelled)
    }
}

/// What workers and server share.
struct Shared {
    queue: Mutex<Queue>,
    /// There is something in the queue, or it is closed.
    changed: Condvar,
    /// An atomic, not a part of the queue: work looks at it, and shall not have to wait for a lock.
    cancelled: Arc<AtomicBool>,
}

struct Queue {
    jobs: VecDeque<(Job, Sender<Outcome>)>,
    /// Beside the jobs, under their lock: "closed and empty" is one fact. As an atomic, a job could be put in between a worker's two
    /// questions, and nobody would ever take it out.
    closed: bool,
}

impl Shared {
    /// What every worker does until the end.
    fn work(&self) {
        loop {
            let queue = self.queue.lock().unwrap();
            let mut queue =
                self.changed.wait_while(queue, |q| q.jobs.is_empty() && !q.closed).unwrap();
            let Some((job, tell)) = queue.jobs.pop_front() else { return };
            drop(queue);
            if let Some(outcome) = self.run(job) {
                // Somebody who has dropped the ticket does not care.
                let _ = tell.send(outcome);
            }
        }
    }

    /// Runs a job to its outcome; none if it was cancelled.
    fn run(&self, mut job: Job) -> Option<Outcome> {
        let mut reason = None;
        for number in 1..=job.attempts.max(1) {
            // In this order, so that an aborted job is cancelled even if it is late; and before each attempt, so that nothing begins
            // that nobody wants.
            if self.cancelled.load(Ordering::SeqCst) {
                return None;
            }
            if job.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Some(Outcome::Expired);
            }
            let attempt = Attempt { number, cancelled: Arc::clone(&self.cancelled) };
            // The work belongs to somebody else, and so does its panic. No lock is held here, so nothing is poisoned.
            match catch_unwind(AssertUnwindSafe(|| (job.work)(&attempt))) {
                Ok(Ok(value)) => return Some(Outcome::Done(value)),
                Ok(Err(why)) => reason = Some(why),
                Err(_) => reason = Some("panicked".to_string()),
            }
        }
        reason.map(Outcome::Failed)
    }
}

/// A queue of jobs and those who work on them.
pub struct Server {
    shared: Arc<Shared>,
    room: usize,
    workers: Mutex<Vec<JoinHandle<()>>>,
}

impl Server {
    /// A server with so many workers, and room for so many jobs that wait.
    pub fn start(workers: usize, room: usize) -> Server {
        let shared = Arc::new(Shared {
            queue: Mutex::new(Queue { jobs: VecDeque::new(), closed: false }),
            changed: Condvar::new(),
            cancelled: Arc::new(AtomicBool::new(false)),
        });
        let workers = (0..workers.max(1))
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.work())
            })
            .collect();
        Server { shared, room: room.max(1), workers: Mutex::new(workers) }
    }

    /// Hands over a job, if there is room for it.
    ///
    /// # Errors
    /// When the job is not accepted.
    pub fn submit(&self, job: Job) -> Result<Ticket, Refused> {
        let mut queue = self.shared.queue.lock().unwrap();
        if queue.closed {
            return Err(Refused::Closed);
        }
        if queue.jobs.len() >= self.room {
            return Err(Refused::Full);
        }
        let (tell, outcome) = mpsc::channel();
        queue.jobs.push_back((job, tell));
        // One job, one worker: all who wait here wait for the same.
        self.shared.changed.notify_one();
        Ok(Ticket { outcome })
    }

    /// Accepts nothing more, and returns when all that was accepted is done.
    pub fn shutdown(&self) {
        self.close();
        self.join();
    }

    /// Accepts nothing more, begins nothing more, and returns when nobody works any more.
    pub fn abort(&self) {
        // Everything that ends others, and only then the waiting: a `shutdown` may be in `join` for an hour, and this is what it
        // waits for.
        self.shared.cancelled.store(true, Ordering::SeqCst);
        let waiting = self.close();
        // Dropped here, without the lock: what is in a job is somebody else's, and so is what its `drop` does.
        drop(waiting);
        self.join();
    }

    /// Accepts nothing more. If nothing more is to be begun, returns the jobs that wait.
    fn close(&self) -> VecDeque<(Job, Sender<Outcome>)> {
        let mut queue = self.shared.queue.lock().unwrap();
        queue.closed = true;
        // The end is so for everybody.
        self.shared.changed.notify_all();
        match self.shared.cancelled.load(Ordering::SeqCst) {
            true => std::mem::take(&mut queue.jobs),
            false => VecDeque::new(),
        }
    }

    fn join(&self) {
        // The lock is held while it waits: whoever comes second waits here, for the same end, instead of finding an empty list.
        let mut workers = self.workers.lock().unwrap();
        for worker in workers.drain(..) {
            // A worker catches what its jobs do.
            worker.join().expect("a worker does not panic");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.abort();
    }
}
