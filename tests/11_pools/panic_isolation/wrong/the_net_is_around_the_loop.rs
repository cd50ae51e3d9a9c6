//@ caught-by: test
//@ says: The net is around the loop: the panic is caught, and the worker has left its loop all the same. Around the job, not around the worker.
//@ fails: no_worker_is_lost, the_queue_goes_on
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
                    let _ = catch_unwind(AssertUnwindSafe(|| {
                        loop {
                            let job = inbox.lock().unwrap().recv();
                            let Ok(job) = job else { return };
                            job();
                        }
                    }));
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
            let _ = reply.send(Ok(job()));
        });
        let jobs =
            self.jobs.as_ref().expect("only `drop` takes it, and nobody can call us after that");
        jobs.send(job).expect("the workers leave only after the sender has");
        Ticket { answer }
    }
}

impl<T> Ticket<T> {
    pub fn wait(self) -> Result<T, String> {
        let outcome: thread::Result<T> =
            self.answer.recv().unwrap_or(Err(Box::new("the job panicked")));
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
