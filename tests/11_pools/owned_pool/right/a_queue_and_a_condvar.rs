//! A queue of one's own; that it is closed is in the same lock as the jobs.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Queue {
    state: Mutex<(VecDeque<Job>, bool)>,
    changed: Condvar,
}

impl Queue {
    fn take(&self) -> Option<Job> {
        let state = self.state.lock().unwrap();
        let mut state =
            self.changed.wait_while(state, |(jobs, closed)| jobs.is_empty() && !*closed).unwrap();
        state.0.pop_front()
    }
}

pub struct Pool {
    queue: Arc<Queue>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let queue = Arc::new(Queue::default());
        let workers = (0..workers.max(1))
            .map(|_| {
                let queue = Arc::clone(&queue);
                thread::spawn(move || {
                    while let Some(job) = queue.take() {
                        job();
                    }
                })
            })
            .collect();
        Pool { queue, workers }
    }

    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.state.lock().unwrap().0.push_back(Box::new(job));
        self.queue.changed.notify_one();
    }

    pub fn shutdown(self) {}
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.queue.state.lock().unwrap().1 = true;
        self.queue.changed.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}
