//! Who is the first is decided by a `swap`; the error goes through a channel, and the word to stop behind it.

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
    tasks: Vec<JoinHandle<()>>,
}

impl<E: Send + 'static> Group<E> {
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        let cancel = Arc::new(Mutex::new(Some(cancel)));
        let (reason, reasons) = mpsc::channel();
        Group { failed: Arc::default(), reason, reasons, cancel, done, tasks: Vec::new() }
    }

    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let (failed, reason) = (Arc::clone(&self.failed), self.reason.clone());
        let cancel = Arc::clone(&self.cancel);
        let done = self.done.clone();
        self.tasks.push(thread::spawn(move || {
            match catch_unwind(AssertUnwindSafe(|| task(done))) {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    if !failed.swap(true, Ordering::SeqCst) {
                        reason.send(error).unwrap();
                        cancel.lock().unwrap().take();
                    }
                }
                Err(panic) => {
                    cancel.lock().unwrap().take();
                    resume_unwind(panic);
                }
            }
        }));
    }

    pub fn wait(self) -> Result<(), E> {
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
