//@ caught-by: model
//@ says: The end is announced outside of the lock, so it can come after a worker has asked and before it sleeps; that worker waits for a notification that has been.
//@ kind: deadlock
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Queue {
    jobs: Mutex<VecDeque<Job>>,
    closed: AtomicBool,
    changed: Condvar,
}

pub struct Pool {
    queue: Arc<Queue>,
    workers: Vec<JoinHandle<()>>,
}

fn work(queue: &Queue) {
    loop {
        let jobs = queue.jobs.lock().unwrap();
        let mut jobs = queue
            .changed
            .wait_while(jobs, |jobs| jobs.is_empty() && !queue.closed.load(Ordering::SeqCst))
            .unwrap();
        let Some(job) = jobs.pop_front() else { return };
        drop(jobs);
        job();
    }
}

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let queue = Arc::new(Queue::default());
        let workers = (0..workers.max(1))
            .map(|_| {
                let queue = Arc::clone(&queue);
                thread::spawn(move || work(&queue))
            })
            .collect();
        Pool { queue, workers }
    }

    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.jobs.lock().unwrap().push_back(Box::new(job));
        self.queue.changed.notify_one();
    }

    pub fn shutdown(self) {}
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.queue.closed.store(true, Ordering::SeqCst);
        self.queue.changed.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}
