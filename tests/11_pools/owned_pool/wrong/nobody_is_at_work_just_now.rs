//@ caught-by: model
//@ says: It waits until nobody is at work, but a job that a worker has not begun yet is nobody's work. What was handed in must be counted when it is handed in, or the threads joined.
//@ fails: all_is_done_after_shutdown, all_is_done_after_a_drop
//@ sort: schedule-only

use std::sync::Condvar;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct Pool {
    jobs: Option<Sender<Job>>,
    busy: Arc<(Mutex<usize>, Condvar)>,
}

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let inbox = Arc::new(Mutex::new(inbox));
        let busy = Arc::new((Mutex::new(0), Condvar::new()));
        for _ in 0..workers.max(1) {
            let (inbox, busy) = (Arc::clone(&inbox), Arc::clone(&busy));
            thread::spawn(move || {
                loop {
                    let job = inbox.lock().unwrap().recv();
                    let Ok(job) = job else { return };
                    *busy.0.lock().unwrap() += 1;
                    job();
                    *busy.0.lock().unwrap() -= 1;
                    busy.1.notify_all();
                }
            });
        }
        Pool { jobs: Some(jobs), busy }
    }

    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.as_ref().unwrap().send(Box::new(job)).unwrap();
    }

    pub fn shutdown(self) {}
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        let busy = self.busy.0.lock().unwrap();
        drop(self.busy.1.wait_while(busy, |busy| *busy > 0).unwrap());
    }
}
