//@ caught-by: test
//@ says: A task that returns an error tells the others at once; that one has panicked only `wait` tells them. As long as nobody is in `wait` they work on for nothing. Whichever way a task fails, it has to tell on its own thread.
//@ fails: told_of_a_panic_before_anybody_waits
//@ sort: boundary

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, JoinHandle};

use crossbeam::channel::{Receiver, Sender, bounded};

pub type Done = Receiver<()>;

pub struct Group<E> {
    failed: Arc<AtomicBool>,
    reason: mpsc::Sender<E>,
    reasons: mpsc::Receiver<E>,
    cancel: Arc<Mutex<Option<Sender<()>>>>,
    done: Done,
    ended: mpsc::Sender<bool>,
    ends: mpsc::Receiver<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl<E: Send + 'static> Group<E> {
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        let cancel = Arc::new(Mutex::new(Some(cancel)));
        let (reason, reasons) = mpsc::channel();
        let (ended, ends) = mpsc::channel();
        let failed = Arc::default();
        Group { failed, reason, reasons, cancel, done, ended, ends, tasks: Vec::new() }
    }

    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let (failed, reason) = (Arc::clone(&self.failed), self.reason.clone());
        let cancel = Arc::clone(&self.cancel);
        let (done, ended) = (self.done.clone(), self.ended.clone());
        self.tasks.push(thread::spawn(move || {
            match catch_unwind(AssertUnwindSafe(|| task(done))) {
                Ok(Ok(())) => ended.send(false).unwrap(),
                Ok(Err(error)) => {
                    if !failed.swap(true, Ordering::SeqCst) {
                        reason.send(error).unwrap();
                        cancel.lock().unwrap().take();
                    }
                    ended.send(false).unwrap();
                }
                Err(panic) => {
                    ended.send(true).unwrap();
                    resume_unwind(panic);
                }
            }
        }));
    }

    pub fn wait(self) -> Result<(), E> {
        for _ in &self.tasks {
            if self.ends.recv().unwrap() {
                self.cancel.lock().unwrap().take();
            }
        }
        let outcomes: Vec<_> = self.tasks.into_iter().map(JoinHandle::join).collect();
        for outcome in outcomes {
            outcome.unwrap();
        }
        match self.reasons.try_recv() {
            Ok(error) => Err(error),
            Err(_) => Ok(()),
        }
    }
}

impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
