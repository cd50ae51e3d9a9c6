//! # The pool that got smaller and smaller
//!
//! A service decodes pictures that its users have uploaded, in a pool. Some pictures make the decoder panic. After some
//! days the service is up, and answers nobody: four pictures have taken four workers with them. The
//! requests in the queue wait for workers that are not there.
//!
//! In Go a panic in a goroutine ends the *process*, so a worker has a `defer` with `recover()`, around the job
//! and not around the loop. In Rust it ends the thread, quietly. Around what do you put the net?
//!
//! Before you edit: which of the lines below can panic on a worker's thread? It is more than one, and the
//! other one needs no broken picture, only a client who has hung up.
//!
//! What must hold:
//!
//! - `Pool::new(workers)` starts so many threads; 0 counts as 1. `pool.submit(job)` hands a job in, does not wait,
//!   and returns its ticket.
//! - `ticket.wait()` waits until the job has ended. It is `Ok` of what the job returned, or, if the job has panicked, `Err`
//!   of its message: the text of `panic!("…")`, with or without arguments, or `"no message"` if it is
//!   no text.
//! - Each job is done once. A panic is the end of its job, and of nothing else: all `workers` can be at work at
//!   once after any number of panics, and jobs that wait are done.
//! - A ticket may be thrown away. The job is done all the same, well or not, and nobody else notices.
//! - While a job runs, its worker holds none of your locks.
//! - Dropping the pool returns when all jobs that were handed in have ended, and no thread of the pool is running any more.
//!   Tickets that are still there can be waited for afterwards.
//!
//! You need not think about a job that owns the pool, nor of a value whose `drop` panics.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

/// So many threads that do what is handed in.
pub struct Pool {
    jobs: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

/// For the result of one job.
pub struct Ticket<T> {
    // TODO: what has to be sent, so that a panic is an answer, too?
    answer: Receiver<T>,
}

impl Pool {
    /// A pool of so many workers.
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

    /// Hands in a job.
    pub fn submit<T, F>(&self, job: F) -> Ticket<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = mpsc::channel();
        let job = Box::new(move || {
            // TODO: `job` may panic. And what does an error of `send` mean?
            reply.send(job()).unwrap();
        });
        self.jobs.as_ref().unwrap().send(job).unwrap();
        Ticket { answer }
    }
}

impl<T> Ticket<T> {
    /// Waits until the job has ended.
    pub fn wait(self) -> Result<T, String> {
        self.answer.recv().map_err(|_| String::from("no message"))
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        for worker in self.workers.drain(..) {
            // Nothing to be done about a worker that has panicked. (It should not have.)
            let _ = worker.join();
        }
    }
}
