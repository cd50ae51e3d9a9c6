//! A crossbeam channel is the queue, its sender behind a lock is the door, and the ticket is a slot that is filled when the job is dropped, whatever happened to it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, RwLock};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use crossbeam::channel::{self, Sender, TrySendError};

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

pub struct Ticket(Arc<Slot>);

impl Ticket {
    pub fn wait(self) -> Outcome {
        let outcome = self.0.outcome.lock().unwrap();
        let mut outcome = self.0.filled.wait_while(outcome, |o| o.is_none()).unwrap();
        outcome.take().unwrap()
    }
}

struct Slot {
    outcome: Mutex<Option<Outcome>>,
    filled: Condvar,
}

struct Accepted {
    job: Job,
    slot: Arc<Slot>,
    outcome: Outcome,
}

impl Drop for Accepted {
    fn drop(&mut self) {
        *self.slot.outcome.lock().unwrap() = Some(self.outcome.clone());
        self.slot.filled.notify_one();
    }
}

impl Accepted {
    fn run(&mut self, cancelled: &Arc<AtomicBool>) {
        let attempts = self.job.attempts.max(1);
        for number in 1..=attempts {
            if cancelled.load(Ordering::SeqCst) {
                self.outcome = Outcome::Cancelled;
                return;
            }
            if self.job.deadline.is_some_and(|deadline| deadline <= Instant::now()) {
                self.outcome = Outcome::Expired;
                return;
            }
            let attempt = Attempt { number, cancelled: Arc::clone(cancelled) };
            let result = catch_unwind(AssertUnwindSafe(|| (self.job.work)(&attempt)));
            match result.unwrap_or_else(|_| Err("panicked".to_string())) {
                Ok(value) => {
                    self.outcome = Outcome::Done(value);
                    return;
                }
                Err(reason) => self.outcome = Outcome::Failed(reason),
            }
        }
    }
}

pub struct Server {
    door: RwLock<Option<Sender<Accepted>>>,
    workers: Mutex<Vec<JoinHandle<()>>>,
    cancelled: Arc<AtomicBool>,
}

impl Server {
    pub fn start(workers: usize, room: usize) -> Server {
        let (door, jobs) = channel::bounded::<Accepted>(room.max(1));
        let cancelled = Arc::new(AtomicBool::new(false));
        let workers = (0..workers.max(1)).map(|_| {
            let (jobs, cancelled) = (jobs.clone(), Arc::clone(&cancelled));
            thread::spawn(move || {
                for mut accepted in jobs {
                    accepted.run(&cancelled);
                }
            })
        });
        let workers = Mutex::new(workers.collect());
        Server { door: RwLock::new(Some(door)), workers, cancelled }
    }

    pub fn submit(&self, job: Job) -> Result<Ticket, Refused> {
        let door = self.door.read().unwrap();
        let door = door.as_ref().ok_or(Refused::Closed)?;
        let slot = Arc::new(Slot { outcome: Mutex::new(None), filled: Condvar::new() });
        let ticket = Ticket(Arc::clone(&slot));
        match door.try_send(Accepted { job, slot, outcome: Outcome::Cancelled }) {
            Ok(()) => Ok(ticket),
            Err(TrySendError::Full(_)) => Err(Refused::Full),
            Err(TrySendError::Disconnected(_)) => Err(Refused::Closed),
        }
    }

    pub fn shutdown(&self) {
        // Those who are in `submit` keep it open until they have sent; workers take what is left, and then it is closed.
        drop(self.door.write().unwrap().take());
        let mut workers = self.workers.lock().unwrap();
        for worker in workers.drain(..) {
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
