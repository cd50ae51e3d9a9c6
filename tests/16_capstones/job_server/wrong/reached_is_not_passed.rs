//@ caught-by: model
//@ says: `>` where it has to be `>=`: when the deadline has just been reached one more attempt begins. A clock hardly ever shows that very moment; where time is explored it does.
//@ fails: the_deadline_comes_during_an_attempt
//@ sort: boundary

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
        self.outcome.recv().unwrap()
    }
}

struct Queue {
    jobs: VecDeque<(Job, Sender<Outcome>)>,
    room: usize,
    closed: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
    cancelled: Arc<AtomicBool>,
}

/// A queue of jobs and those who work on them.
pub struct Server {
    shared: Arc<Shared>,
    workers: Mutex<Vec<JoinHandle<()>>>,
}

fn run(mut job: Job, cancelled: &Arc<AtomicBool>) -> Outcome {
    let mut number = 1;
    loop {
        if cancelled.load(Ordering::SeqCst) {
            return Outcome::Cancelled;
        }
        if job.deadline.is_some_and(|deadline| Instant::now() > deadline) {
            return Outcome::Expired;
        }
        let attempt = Attempt { number, cancelled: Arc::clone(cancelled) };
        let reason = match catch_unwind(AssertUnwindSafe(|| (job.work)(&attempt))) {
            Ok(Ok(value)) => return Outcome::Done(value),
            Ok(Err(reason)) => reason,
            Err(_) => "panicked".to_string(),
        };
        if number >= job.attempts {
            return Outcome::Failed(reason);
        }
        number += 1;
    }
}

impl Server {
    /// A server with so many workers, and room for so many jobs that wait.
    pub fn start(workers: usize, room: usize) -> Server {
        let shared = Arc::new(Shared {
            queue: Mutex::new(Queue { jobs: VecDeque::new(), room: room.max(1), closed: false }),
            changed: Condvar::new(),
            cancelled: Arc::default(),
        });
        let workers = (0..workers.max(1))
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    loop {
                        let queue = shared.queue.lock().unwrap();
                        let mut queue = shared
                            .changed
                            .wait_while(queue, |queue| queue.jobs.is_empty() && !queue.closed)
                            .unwrap();
                        let Some((job, tell)) = queue.jobs.pop_front() else { return };
                        drop(queue);
                        let outcome = run(job, &shared.cancelled);
                        let _ = tell.send(outcome);
                    }
                })
            })
            .collect();
        Server { shared, workers: Mutex::new(workers) }
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
        if queue.jobs.len() >= queue.room {
            return Err(Refused::Full);
        }
        let (tell, outcome) = mpsc::channel();
        queue.jobs.push_back((job, tell));
        drop(queue);
        self.shared.changed.notify_one();
        Ok(Ticket { outcome })
    }

    /// Accepts nothing more, and returns when all that was accepted is done.
    pub fn shutdown(&self) {
        self.shared.queue.lock().unwrap().closed = true;
        self.shared.changed.notify_all();
        for worker in self.workers.lock().unwrap().drain(..) {
            worker.join().unwrap();
        }
    }

    /// Accepts nothing more, begins nothing more, and returns when nobody works any more.
    pub fn abort(&self) {
        self.shared.cancelled.store(true, Ordering::SeqCst);
        self.shutdown();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.abort();
    }
}
