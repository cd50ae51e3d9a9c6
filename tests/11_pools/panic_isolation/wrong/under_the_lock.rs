//@ caught-by: test
//@ says: The guard in the head of `while let` lives to the end of the body: the jobs run under the lock, one at a time.
//@ fails: the_workers_meet, no_worker_is_lost
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct Pool {
    jobs: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

pub struct Ticket<T> {
    answer: Receiver<thread::Result<T>>,
}

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let inbox = Arc::new(Mutex::new(inbox));
        let workers = (0..workers.max(1))
            .map(|_| {
                let inbox = Arc::clone(&inbox);
                thread::spawn(move || {
                    while let Ok(job) = inbox.lock().unwrap().recv() {
                        job();
                    }
                })
            })
            .collect();
        Pool { jobs: Some(jobs), workers }
    }

    pub fn submit<T, F>(&self, job: F) -> Ticket<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = mpsc::channel();
        let job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            let _ = reply.send(outcome);
        });
        let jobs =
            self.jobs.as_ref().expect("only `drop` takes it, and nobody can call us after that");
        jobs.send(job).expect("the workers leave only after the sender has");
        Ticket { answer }
    }
}

impl<T> Ticket<T> {
    pub fn wait(self) -> Result<T, String> {
        let outcome = self.answer.recv().expect("every job that was handed in is answered");
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
