//@ caught-by: model
//@ says: While its owner panics nobody is joined: the jobs that were handed in are still under way, or never done, when the pool is gone.
//@ sort: boundary

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
    pub fn shutdown(self) {
        drop(self);
    }
}
impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if thread::panicking() {
            return;
        }
        for w in self.workers.drain(..) {
            let _ = w.join();
        }
    }
}
