//@ caught-by: test
//@ says: Failures are looked at in `wait`, so before somebody waits nobody is told to stop. The task that fails has to tell.
//@ fails: told_before_anybody_waits
//@ sort: boundary

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread::{self, JoinHandle};

use crossbeam::channel::{Receiver, Sender, bounded, unbounded};

pub type Done = Receiver<()>;

pub struct Group<E> {
    cancel: Sender<()>,
    done: Done,
    failed: Sender<Option<E>>,
    failures: Receiver<Option<E>>,
    tasks: Vec<JoinHandle<()>>,
}

impl<E: Send + 'static> Group<E> {
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        let (failed, failures) = unbounded();
        Group { cancel, done, failed, failures, tasks: Vec::new() }
    }

    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let (failed, done) = (self.failed.clone(), self.done.clone());
        self.tasks.push(thread::spawn(move || {
            match catch_unwind(AssertUnwindSafe(|| task(done))) {
                Ok(Ok(())) => {}
                Ok(Err(error)) => failed.send(Some(error)).unwrap(),
                Err(panic) => {
                    failed.send(None).unwrap();
                    resume_unwind(panic);
                }
            }
        }));
    }

    pub fn wait(self) -> Result<(), E> {
        drop(self.failed);
        let first = self.failures.recv().ok();
        drop(self.cancel);
        let outcomes: Vec<_> = self.tasks.into_iter().map(JoinHandle::join).collect();
        for outcome in outcomes {
            outcome.unwrap();
        }
        first.flatten().map_or(Ok(()), Err)
    }
}

impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
