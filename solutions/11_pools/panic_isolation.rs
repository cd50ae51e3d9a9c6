//! The net is around the job and nothing else, and a panic is an answer like any other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

/// So many threads that do what is handed in.
pub struct Pool {
    jobs: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

/// For the result of one job.
pub struct Ticket<T> {
    /// What `thread::Result` is for a thread: the value, or what the panic left behind.
    answer: Receiver<thread::Result<T>>,
}

impl Pool {
    /// A pool of so many workers.
    pub fn new(workers: usize) -> Pool {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let inbox = Arc::new(Mutex::new(inbox));
        let workers = (0..workers.max(1))
            .map(|_| {
                let inbox = Arc::clone(&inbox);
                thread::spawn(move || {
                    loop {
                        let job = inbox.lock().unwrap().recv();
                        let Ok(job) = job else { return };
                        job();
                    }
                })
            })
            .collect();
        Pool { jobs: Some(jobs), workers }
    }

    /// Hands in a job.
    pub fn submit<T, F>(&self, job: F) -> Ticket<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = mpsc::channel();
        let job = Box::new(move || {
            // The compiler asks whether something half-changed could be seen after a panic. What the job has captured it
            // owns, and is gone with it; what it shares behind a lock is poisoned and says so itself. So: it is all right.
            let outcome = catch_unwind(AssertUnwindSafe(job));
            // An error means that the ticket has been thrown away. That is its owner's right, and no news for a worker.
            let _ = reply.send(outcome);
        });
        let jobs =
            self.jobs.as_ref().expect("only `drop` takes it, and nobody can call us after that");
        jobs.send(job).expect("the workers leave only after the sender has");
        Ticket { answer }
    }
}

impl<T> Ticket<T> {
    /// Waits until the job has ended.
    pub fn wait(self) -> Result<T, String> {
        let outcome = self.answer.recv().expect("every job that was handed in is answered");
        // A literal is a `&str`, a formatted message a `String`, and `panic_any` may throw what it likes.
        outcome.map_err(|panic| match panic.downcast::<String>() {
            Ok(message) => *message,
            Err(panic) => panic.downcast_ref::<&str>().copied().unwrap_or("no message").to_string(),
        })
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        for worker in self.workers.drain(..) {
            worker.join().expect("no panic of a job comes as far as this");
        }
    }
}
