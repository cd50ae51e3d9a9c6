//@ caught-by: test
//@ says: The workers wait for a job or for the end of the last sender, and the last sender waits, in `self.jobs`, until the workers have been joined. First let go, then join.
//@ sort: tempting

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct Pool {
    jobs: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
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

    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.as_ref().unwrap().send(Box::new(job)).unwrap();
    }

    pub fn shutdown(self) {}
}

impl Drop for Pool {
    fn drop(&mut self) {
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
        drop(self.jobs.take());
    }
}
