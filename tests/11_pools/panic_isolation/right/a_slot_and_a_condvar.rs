//! crossbeam's queue for the jobs, and a slot with a lock for each answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

use crossbeam::channel::{self, Sender};

type Job = Box<dyn FnOnce() + Send>;

pub struct Pool {
    jobs: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

struct Slot<T> {
    outcome: Mutex<Option<Result<T, String>>>,
    there: Condvar,
}

pub struct Ticket<T>(Arc<Slot<T>>);

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let (jobs, inbox) = channel::unbounded::<Job>();
        let workers = (0..workers.max(1))
            .map(|_| {
                let inbox = inbox.clone();
                thread::spawn(move || inbox.iter().for_each(|job| job()))
            })
            .collect();
        Pool { jobs: Some(jobs), workers }
    }

    pub fn submit<T, F>(&self, job: F) -> Ticket<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let slot = Arc::new(Slot { outcome: Mutex::new(None), there: Condvar::new() });
        let ticket = Ticket(Arc::clone(&slot));
        let job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job)).map_err(|panic| {
                if let Some(message) = panic.downcast_ref::<String>() {
                    message.clone()
                } else if let Some(message) = panic.downcast_ref::<&'static str>() {
                    (*message).to_string()
                } else {
                    String::from("no message")
                }
            });
            *slot.outcome.lock().unwrap() = Some(outcome);
            slot.there.notify_one();
        });
        self.jobs.as_ref().unwrap().send(job).unwrap();
        ticket
    }
}

impl<T> Ticket<T> {
    pub fn wait(self) -> Result<T, String> {
        let outcome = self.0.outcome.lock().unwrap();
        let mut outcome = self.0.there.wait_while(outcome, |outcome| outcome.is_none()).unwrap();
        outcome.take().unwrap()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.jobs = None;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}
