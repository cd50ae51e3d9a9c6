//! One more thread keeps the books: it gets every outcome, and owns the sender whose end says stop.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use crossbeam::channel::{Receiver, bounded};

pub type Done = Receiver<()>;

pub struct Group<E> {
    done: Done,
    failed: mpsc::Sender<Option<E>>,
    books: JoinHandle<Option<E>>,
    tasks: Vec<JoinHandle<()>>,
}

impl<E: Send + 'static> Group<E> {
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        let (failed, failures) = mpsc::channel::<Option<E>>();
        let books = thread::spawn(move || {
            let first = failures.recv().ok()?;
            drop(cancel);
            let rest: Vec<_> = failures.iter().collect();
            drop(rest);
            first
        });
        Group { done, failed, books, tasks: Vec::new() }
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
        let outcomes: Vec<_> = self.tasks.into_iter().map(JoinHandle::join).collect();
        let first = self.books.join().unwrap();
        for outcome in outcomes {
            if let Err(panic) = outcome {
                resume_unwind(panic);
            }
        }
        first.map_or(Ok(()), Err)
    }
}

impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
