//@ caught-by: test
//@ says: `submit` takes a lock that `abort` holds until all workers are gone: whoever submits meanwhile waits for somebody else's attempt, where he should have heard `Closed` at once. Change the state under the lock, let go of it, and only then wait.
//@ fails: submit_does_not_wait_for_an_abort
//@ sort: tempting

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
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
        self.outcome.recv().unwrap_or(Outcome::Cancelled)
    }
}

struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
    cancelled: Arc<AtomicBool>,
}

struct Queue {
    jobs: VecDeque<(Job, Sender<Outcome>)>,
    closed: bool,
}

impl Shared {
    fn work(&self) {
        loop {
            let queue = self.queue.lock().unwrap();
            let mut queue =
                self.changed.wait_while(queue, |q| q.jobs.is_empty() && !q.closed).unwrap();
            let Some((job, tell)) = queue.jobs.pop_front() else { return };
            drop(queue);
            if let Some(outcome) = self.run(job) {
                let _ = tell.send(outcome);
            }
        }
    }

    fn run(&self, mut job: Job) -> Option<Outcome> {
        let mut reason = None;
        for number in 1..=job.attempts.max(1) {
            if self.cancelled.load(Ordering::SeqCst) {
                return None;
            }
            if job.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Some(Outcome::Expired);
            }
            let attempt = Attempt { number, cancelled: Arc::clone(&self.cancelled) };
            match catch_unwind(AssertUnwindSafe(|| (job.work)(&attempt))) {
                Ok(Ok(value)) => return Some(Outcome::Done(value)),
                Ok(Err(why)) => reason = Some(why),
                Err(_) => reason = Some("panicked".to_string()),
            }
        }
        reason.map(Outcome::Failed)
    }
}

pub struct Server {
    shared: Arc<Shared>,
    room: usize,
    workers: Mutex<Vec<JoinHandle<()>>>,
    door: Mutex<()>,
}

impl Server {
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
        Server { shared, room: room.max(1), workers: Mutex::new(workers), door: Mutex::new(()) }
    }

    pub fn submit(&self, job: Job) -> Result<Ticket, Refused> {
        let _door = self.door.lock().unwrap();
        let mut queue = self.shared.queue.lock().unwrap();
        if queue.closed {
            return Err(Refused::Closed);
        }
        if queue.jobs.len() >= self.room {
            return Err(Refused::Full);
        }
        let (tell, outcome) = mpsc::channel();
        queue.jobs.push_back((job, tell));
        self.shared.changed.notify_one();
        Ok(Ticket { outcome })
    }

    pub fn shutdown(&self) {
        self.close();
        self.join();
    }

    pub fn abort(&self) {
        let _door = self.door.lock().unwrap();
        self.shared.cancelled.store(true, Ordering::SeqCst);
        let waiting = self.close();
        drop(waiting);
        self.join();
    }

    fn close(&self) -> VecDeque<(Job, Sender<Outcome>)> {
        let mut queue = self.shared.queue.lock().unwrap();
        queue.closed = true;
        self.shared.changed.notify_all();
        match self.shared.cancelled.load(Ordering::SeqCst) {
            true => std::mem::take(&mut queue.jobs),
            false => VecDeque::new(),
        }
    }

    fn join(&self) {
        let mut workers = self.workers.lock().unwrap();
        for worker in workers.drain(..) {
            worker.join().expect("a worker does not panic");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.abort();
    }
}
