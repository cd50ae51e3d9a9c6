//@ caught-by: test
//@ says: As in Go, each job is a thread, and how many workers there are is not asked: a thousand pictures are decoded by a thousand threads at once. The workers are started by `new`, and take the jobs from a queue.
//@ fails: no_more_jobs_than_workers
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};

pub struct Pool {
    threads: Mutex<Vec<JoinHandle<()>>>,
}

pub struct Ticket<T> {
    answer: Receiver<thread::Result<T>>,
}

impl Pool {
    pub fn new(_workers: usize) -> Pool {
        Pool { threads: Mutex::new(Vec::new()) }
    }

    pub fn submit<T, F>(&self, job: F) -> Ticket<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = mpsc::channel();
        let thread = thread::spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            let _ = reply.send(outcome);
        });
        self.threads.lock().unwrap().push(thread);
        Ticket { answer }
    }
}

impl<T> Ticket<T> {
    pub fn wait(self) -> Result<T, String> {
        let outcome = self.answer.recv().expect("every job that was handed in is answered");
        outcome.map_err(|panic| match panic.downcast::<String>() {
            Ok(message) => *message,
            Err(panic) => panic.downcast_ref::<&str>().copied().unwrap_or("no message").to_string(),
        })
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let threads = std::mem::take(&mut *self.threads.lock().unwrap());
        for thread in threads {
            thread.join().expect("no panic of a job comes as far as this");
        }
    }
}
