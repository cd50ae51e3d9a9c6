//@ caught-by: test
//@ says: A queue with a bound makes `run` wait when the workers are busy. It was to hand in the job, and go on.
//@ fails: run_does_not_wait
//@ sort: boundary

use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct Pool {
    jobs: Option<SyncSender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let (jobs, inbox) = mpsc::sync_channel::<Job>(100);
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
        drop(self.jobs.take());
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}
