//@ caught-by: model
//@ says: A dying worker starts its successor, perhaps after the handles have been taken to be joined: that one is left alone, and with it the last jobs.
//@ fails: all_has_ended_when_the_pool_is_gone
//@ kind: assertion
//@ sort: schedule-only

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;
type Handles = Arc<Mutex<Vec<JoinHandle<()>>>>;

pub struct Pool {
    jobs: Option<Sender<Job>>,
    workers: Handles,
}

pub struct Ticket<T> {
    answer: Receiver<Result<T, String>>,
}

struct Replace(Arc<Mutex<Receiver<Job>>>, Handles);

impl Drop for Replace {
    fn drop(&mut self) {
        if thread::panicking() {
            start(Arc::clone(&self.0), Arc::clone(&self.1));
        }
    }
}

fn start(inbox: Arc<Mutex<Receiver<Job>>>, workers: Handles) {
    let replace = Replace(inbox, Arc::clone(&workers));
    let worker = thread::spawn(move || {
        let replace = replace;
        loop {
            let job = replace.0.lock().unwrap().recv();
            let Ok(job) = job else { return };
            job();
        }
    });
    workers.lock().unwrap().push(worker);
}

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let inbox = Arc::new(Mutex::new(inbox));
        let handles = Handles::default();
        for _ in 0..workers.max(1) {
            start(Arc::clone(&inbox), Arc::clone(&handles));
        }
        Pool { jobs: Some(jobs), workers: handles }
    }

    pub fn submit<T, F>(&self, job: F) -> Ticket<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = mpsc::channel();
        let job = Box::new(move || match catch_unwind(AssertUnwindSafe(job)) {
            Ok(value) => _ = reply.send(Ok(value)),
            Err(panic) => {
                let message = match panic.downcast_ref::<String>() {
                    Some(message) => message,
                    None => panic.downcast_ref::<&str>().copied().unwrap_or("no message"),
                };
                let _ = reply.send(Err(message.to_string()));
                resume_unwind(panic);
            }
        });
        self.jobs.as_ref().unwrap().send(job).unwrap();
        Ticket { answer }
    }
}

impl<T> Ticket<T> {
    pub fn wait(self) -> Result<T, String> {
        self.answer.recv().unwrap()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        let workers = std::mem::take(&mut *self.workers.lock().unwrap());
        for worker in workers {
            let _ = worker.join();
        }
    }
}
