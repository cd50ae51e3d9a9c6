//! crossbeam's receivers can be cloned; the sender ends by being replaced with one that leads nowhere.

use std::thread::{self, JoinHandle};

use crossbeam::channel::{self, Sender};

type Job = Box<dyn FnOnce() + Send>;

pub struct Pool {
    jobs: Sender<Job>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let (jobs, inbox) = channel::unbounded::<Job>();
        let worker = |inbox: channel::Receiver<Job>| move || inbox.iter().for_each(|job| job());
        let workers = (0..workers.max(1)).map(|_| thread::spawn(worker(inbox.clone()))).collect();
        Pool { jobs, workers }
    }

    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).unwrap();
    }

    pub fn shutdown(self) {}
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.jobs = channel::bounded(0).0;
        while let Some(worker) = self.workers.pop() {
            worker.join().unwrap();
        }
    }
}
