//@ caught-by: test
//@ says: `send` fails when the ticket has been thrown away, and `unwrap` makes that a panic outside of the net: the worker is gone. The error is no news for a worker.
//@ fails: a_ticket_is_thrown_away
//@ sort: boundary

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

    pub fn submit<T, F>(&self, job: F) -> Ticket<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = mpsc::channel();
        let job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            reply.send(outcome).unwrap();
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
            let _ = worker.join();
        }
    }
}
