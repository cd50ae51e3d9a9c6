//! The end is a message: one for each worker, behind the last job.

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

enum Message {
    Run(Job),
    Stop,
}

pub struct Pool {
    messages: Sender<Message>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    pub fn new(workers: usize) -> Pool {
        let (messages, inbox) = mpsc::channel();
        let inbox = Arc::new(Mutex::new(inbox));
        let workers = (0..workers.max(1))
            .map(|_| {
                let inbox = Arc::clone(&inbox);
                thread::spawn(move || {
                    loop {
                        let message = inbox.lock().unwrap().recv();
                        match message {
                            Ok(Message::Run(job)) => job(),
                            Ok(Message::Stop) | Err(_) => break,
                        }
                    }
                })
            })
            .collect();
        Pool { messages, workers }
    }

    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.messages.send(Message::Run(Box::new(job))).unwrap();
    }

    pub fn shutdown(self) {}
}

impl Drop for Pool {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.messages.send(Message::Stop).unwrap();
        }
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}
