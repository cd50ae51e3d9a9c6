//! No pool: a thread is started when a job comes and fewer than allowed are running, and takes what waits before it ends.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
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

pub struct Ticket {
    outcome: Receiver<Outcome>,
}

impl Ticket {
    pub fn wait(self) -> Outcome {
        self.outcome.recv().expect("every job has an outcome")
    }
}

#[derive(Default)]
struct State {
    waiting: VecDeque<(Job, Sender<Outcome>)>,
    running: usize,
    closed: bool,
    threads: Vec<JoinHandle<()>>,
}

pub struct Server {
    state: Arc<Mutex<State>>,
    joining: Mutex<Vec<JoinHandle<()>>>,
    cancelled: Arc<AtomicBool>,
    workers: usize,
    room: usize,
}

fn serve(
    state: &Mutex<State>,
    cancelled: &Arc<AtomicBool>,
    mut job: Job,
    mut tell: Sender<Outcome>,
) {
    loop {
        let outcome = (1..=job.attempts.max(1)).find_map(|number| {
            if cancelled.load(Ordering::SeqCst) {
                return Some(Outcome::Cancelled);
            }
            if job.deadline.is_some_and(|deadline| {
                deadline.saturating_duration_since(Instant::now()).is_zero()
            }) {
                return Some(Outcome::Expired);
            }
            let attempt = Attempt { number, cancelled: cancelled.clone() };
            let last = number >= job.attempts;
            match catch_unwind(AssertUnwindSafe(|| (job.work)(&attempt))) {
                Ok(Ok(value)) => Some(Outcome::Done(value)),
                Ok(Err(reason)) => last.then_some(Outcome::Failed(reason)),
                Err(_) => last.then(|| Outcome::Failed("panicked".into())),
            }
        });
        let _ = tell.send(outcome.unwrap());
        let mut state = state.lock().unwrap();
        match state.waiting.pop_front() {
            Some(next) => (job, tell) = next,
            None => {
                state.running -= 1;
                return;
            }
        }
    }
}

impl Server {
    pub fn start(workers: usize, room: usize) -> Server {
        Server {
            state: Arc::default(),
            joining: Mutex::default(),
            cancelled: Arc::default(),
            workers: workers.max(1),
            room: room.max(1),
        }
    }

    pub fn submit(&self, job: Job) -> Result<Ticket, Refused> {
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Err(Refused::Closed);
        }
        let (tell, outcome) = mpsc::channel();
        if state.running < self.workers {
            state.running += 1;
            let (shared, cancelled) = (Arc::clone(&self.state), Arc::clone(&self.cancelled));
            let thread = thread::spawn(move || serve(&shared, &cancelled, job, tell));
            state.threads.push(thread);
        } else if state.waiting.len() < self.room {
            state.waiting.push_back((job, tell));
        } else {
            return Err(Refused::Full);
        }
        Ok(Ticket { outcome })
    }

    pub fn shutdown(&self) {
        let mut joining = self.joining.lock().unwrap();
        {
            let mut state = self.state.lock().unwrap();
            state.closed = true;
            joining.append(&mut state.threads);
        }
        for thread in joining.drain(..) {
            thread.join().unwrap();
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
