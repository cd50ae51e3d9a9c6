//! Go's shape: an mpsc channel whose receiver the workers share behind a lock that they hold only while they take; the sender goes when it ends.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Instant;

pub struct Job {
    pub work: Box<dyn FnMut(&Attempt) -> Result<u64, String> + Send>,
    pub attempts: u32,
    pub deadline: Option<Instant>,
}

pub struct Attempt {
    pub number: u32,
    cancelled: Arc<AtomicBool>,
}

impl Attempt {
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Done(u64),
    Failed(String),
    Expired,
    Cancelled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    Full,
    Closed,
}

pub struct Ticket {
    outcome: Receiver<Outcome>,
}

impl Ticket {
    pub fn wait(self) -> Outcome {
        self.outcome.recv().unwrap()
    }
}

type Accepted = (Job, mpsc::Sender<Outcome>);

pub struct Server {
    jobs: Mutex<Option<SyncSender<Accepted>>>,
    workers: Mutex<Vec<JoinHandle<()>>>,
    cancelled: Arc<AtomicBool>,
}

fn outcome(mut job: Job, cancelled: &Arc<AtomicBool>) -> Outcome {
    let mut number = 1;
    loop {
        if cancelled.load(Ordering::SeqCst) {
            return Outcome::Cancelled;
        }
        if matches!(job.deadline, Some(deadline) if Instant::now() >= deadline) {
            return Outcome::Expired;
        }
        let attempt = Attempt { number, cancelled: Arc::clone(cancelled) };
        let reason = match catch_unwind(AssertUnwindSafe(|| (job.work)(&attempt))) {
            Ok(Ok(value)) => return Outcome::Done(value),
            Ok(Err(reason)) => reason,
            Err(_) => String::from("panicked"),
        };
        if number >= job.attempts {
            return Outcome::Failed(reason);
        }
        number += 1;
    }
}

impl Server {
    pub fn start(workers: usize, room: usize) -> Server {
        let (jobs, queue) = mpsc::sync_channel::<Accepted>(room.max(1));
        let queue = Arc::new(Mutex::new(queue));
        let cancelled = Arc::new(AtomicBool::new(false));
        let workers = (0..workers.max(1)).map(|_| {
            let (queue, cancelled) = (Arc::clone(&queue), Arc::clone(&cancelled));
            thread::spawn(move || {
                loop {
                    let next = queue.lock().unwrap().recv();
                    let Ok((job, tell)) = next else { return };
                    let _ = tell.send(outcome(job, &cancelled));
                }
            })
        });
        let workers = Mutex::new(workers.collect());
        Server { jobs: Mutex::new(Some(jobs)), workers, cancelled }
    }

    pub fn submit(&self, job: Job) -> Result<Ticket, Refused> {
        let jobs = self.jobs.lock().unwrap();
        let Some(jobs) = jobs.as_ref() else { return Err(Refused::Closed) };
        let (tell, outcome) = mpsc::channel();
        jobs.try_send((job, tell)).map_err(|error| match error {
            TrySendError::Full(_) => Refused::Full,
            TrySendError::Disconnected(_) => Refused::Closed,
        })?;
        Ok(Ticket { outcome })
    }

    pub fn shutdown(&self) {
        drop(self.jobs.lock().unwrap().take());
        let mut workers = self.workers.lock().unwrap();
        while let Some(worker) = workers.pop() {
            worker.join().unwrap();
        }
    }

    pub fn abort(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
        self.shutdown();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.abort();
    }
}
