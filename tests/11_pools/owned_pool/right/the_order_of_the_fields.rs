//! The fields do it: they are dropped in the order in which they are declared, first the sender, then the workers, whose `Drop` joins.

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct Pool {
    jobs: Sender<Job>,
    // Behind `jobs`: when this is dropped, the sender is gone.
    _workers: Workers,
}

struct Workers(Vec<JoinHandle<()>>);

impl Drop for Workers {
    fn drop(&mut self) {
        for worker in self.0.drain(..) {
            worker.join().unwrap();
        }
    }
}

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let inbox = Arc::new(Mutex::new(inbox));
        let workers = (0..workers.max(1)).map(|_| {
            let inbox = Arc::clone(&inbox);
            thread::spawn(move || {
                let next = || inbox.lock().unwrap().recv().ok();
                while let Some(job) = next() {
                    job();
                }
            })
        });
        Pool { jobs, _workers: Workers(workers.collect()) }
    }

    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).unwrap();
    }

    pub fn shutdown(self) {}
}
