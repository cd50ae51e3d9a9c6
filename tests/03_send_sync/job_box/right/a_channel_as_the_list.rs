//! The list is a channel: `add` sends, closing it is the end, and the workers take turns at its other end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct Jobs {
    sender: Sender<Job>,
    queue: Receiver<Job>,
}

impl Jobs {
    pub fn new() -> Jobs {
        let (sender, queue) = mpsc::channel();
        Jobs { sender, queue }
    }

    pub fn add<F>(&mut self, job: F)
    where
        F: FnOnce() + Send + 'static,
    {
        self.sender.send(Box::new(job)).expect("the receiver is right here");
    }

    pub fn run(self, workers: usize) -> usize {
        drop(self.sender);
        let queue = Arc::new(Mutex::new(self.queue));
        let workers: Vec<_> = (0..workers.max(1))
            .map(|_| {
                let queue = Arc::clone(&queue);
                thread::spawn(move || {
                    let mut panicked = 0;
                    loop {
                        let job = queue.lock().unwrap().recv();
                        match job {
                            Ok(job) => {
                                panicked += catch_unwind(AssertUnwindSafe(job)).map_or(1, |()| 0)
                            }
                            Err(_) => return panicked,
                        }
                    }
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    }
}
