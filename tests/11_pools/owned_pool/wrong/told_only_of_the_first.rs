//@ caught-by: model
//@ says: It notifies only when the queue was empty. Two jobs come before the first worker is awake, so one worker is woken for both, and the second job waits while the other worker sleeps. Each job that is put in needs its own `notify_one`.
//@ fails: both_are_woken
//@ kind: deadlock
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Queue {
    state: Mutex<(VecDeque<Job>, bool)>,
    changed: Condvar,
}

pub struct Pool {
    queue: Arc<Queue>,
    workers: Vec<JoinHandle<()>>,
}

fn work(queue: &Queue) {
    loop {
        let state = queue.state.lock().unwrap();
        let mut state =
            queue.changed.wait_while(state, |(jobs, closed)| jobs.is_empty() && !*closed).unwrap();
        let Some(job) = state.0.pop_front() else { return };
        drop(state);
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
        let mut state = self.queue.state.lock().unwrap();
        let was_empty = state.0.is_empty();
        state.0.push_back(Box::new(job));
        drop(state);
        if was_empty {
            self.queue.changed.notify_one();
        }
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
