//! # The server that could not be stopped
//!
//! Invoices are rendered in the background: a queue with a bound, some workers, a few attempts for each job, because
//! the mail server has its moods. All of that was written in an afternoon. Then came the deployments. A server that is told to stop
//! lost the jobs that it had accepted; one that drained its queue first took forty minutes; and when the
//! operator lost patience and asked for an end at once, that request waited behind the first one.
//!
//! In Go: a channel of jobs, `close(jobs)`, `wg.Wait()`, and a context for those who cannot wait. The close is what panics
//! if somebody still sends, so it gets a mutex and a flag, and the flag gets a race.
//!
//! Before you edit: begin at the end. Somebody submits a job in the very moment in which somebody else shuts down: which
//! two answers are right, and what makes a third one impossible? Two shut down at the same time: when does each
//! return? One shuts down, and another one aborts: who must not wait for whom?
//!
//! What must hold. Keep the public names and signatures; threads share one `&Server`. The private fields are yours.
//!
//! Part 1, every job has one outcome:
//!
//! - `Server::start(workers, room)`: `workers` jobs run at the same time, and `room` more wait; 0 counts as 1 for both.
//! - `submit` never waits. If `room` jobs wait already, it is `Refused::Full`, and if the server has been told to end,
//!   `Refused::Closed`. Otherwise the job is accepted. Jobs begin in the order in which they were accepted.
//! - `Ticket::wait` returns the outcome of an accepted job, when it has one. Every accepted job gets exactly one, whatever
//!   happens. Whoever drops the ticket does not care, and the job is run all the same.
//! - A job's `work` is called with the numbers 1, 2, … until it returns `Ok`, `attempts` times at most; 0 counts as 1. `Ok` is
//!   `Done`. If the last attempt fails too, it is `Failed`, with the reason of that one. An attempt that panics has failed, its
//!   reason is "panicked", and no worker is lost.
//!
//! Part 2, in time:
//!
//! - No attempt begins when the job's `deadline` has been reached: that is `Expired`, also after failed attempts, as long
//!   as there would be one left. An attempt that runs is not cut off, and what it returns in the end counts.
//!
//! Part 3, the end:
//!
//! - `shutdown()`: nothing more is accepted, and what was accepted is run as ever.
//! - `abort()`: nothing more is accepted, and no further attempt begins: jobs that wait, and those that would have an attempt left, are
//!   `Cancelled` (even if they are also too late). An attempt that runs sees `Attempt::cancelled()` become true; what it returns counts.
//! - Both return when no thread of the server is running any more, and not before: also to the second one who calls. Several
//!   threads may call them, at the same time. `abort` ends a `shutdown` that is under way. (A job calls neither.)
//! - To drop the server is to abort it.
//!
//! Who waits should sleep, not ask in a loop. (No check can see that.)

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex};
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
        // TODO (part 3): when does this fail, and what does it mean then?
        self.outcome.recv().unwrap()
    }
}

/// A queue of jobs and those who work on them.
pub struct Server {
    jobs: Mutex<Option<SyncSender<(Job, mpsc::Sender<Outcome>)>>>,
    workers: Mutex<Vec<JoinHandle<()>>>,
    cancelled: Arc<AtomicBool>,
}

impl Server {
    /// A server with so many workers, and room for so many jobs that wait.
    pub fn start(workers: usize, room: usize) -> Server {
        let (jobs, queue) = mpsc::sync_channel::<(Job, mpsc::Sender<Outcome>)>(room.max(1));
        let queue = Arc::new(Mutex::new(queue));
        let cancelled = Arc::new(AtomicBool::new(false));
        let workers = (0..workers.max(1)).map(|_| {
            let (queue, cancelled) = (Arc::clone(&queue), Arc::clone(&cancelled));
            thread::spawn(move || {
                // TODO (part 1): how long does this lock live, and who else would like to work?
                while let Ok((mut job, tell)) = queue.lock().unwrap().recv() {
                    // TODO (part 1, then 2): one attempt, and if it panics the worker is gone.
                    let attempt = Attempt { number: 1, cancelled: Arc::clone(&cancelled) };
                    let outcome = match (job.work)(&attempt) {
                        Ok(value) => Outcome::Done(value),
                        Err(reason) => Outcome::Failed(reason),
                    };
                    let _ = tell.send(outcome);
                }
            })
        });
        let workers = Mutex::new(workers.collect());
        Server { jobs: Mutex::new(Some(jobs)), workers, cancelled }
    }

    /// Hands over a job, if there is room for it.
    ///
    /// # Errors
    /// When the job is not accepted.
    pub fn submit(&self, job: Job) -> Result<Ticket, Refused> {
        let jobs = self.jobs.lock().unwrap();
        let Some(jobs) = jobs.as_ref() else { return Err(Refused::Closed) };
        let (tell, outcome) = mpsc::channel();
        // TODO (part 1): `try_send` gives two reasons.
        jobs.try_send((job, tell)).map_err(|_| Refused::Full)?;
        Ok(Ticket { outcome })
    }

    /// Accepts nothing more, and returns when all that was accepted is done.
    pub fn shutdown(&self) {
        *self.jobs.lock().unwrap() = None;
        // TODO (part 3): and the second one who comes here?
        let workers = std::mem::take(&mut *self.workers.lock().unwrap());
        for worker in workers {
            worker.join().unwrap();
        }
    }

    /// Accepts nothing more, begins nothing more, and returns when nobody works any more.
    pub fn abort(&self) {
        // TODO (part 3): who looks at this?
        self.cancelled.store(true, Ordering::SeqCst);
        self.shutdown();
    }
}

// TODO (part 3): `drop`.
