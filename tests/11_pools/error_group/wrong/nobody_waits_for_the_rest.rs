//@ caught-by: test
//@ says: With the first error in its hands `wait` returns, and the others are still running. Nobody knows when they end, or that they do.
//@ fails: a_panic_counts_more_than_an_error
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;

use crossbeam::channel::{Receiver, Sender, bounded, unbounded};

pub type Done = Receiver<()>;

pub struct Group<E> {
    cancel: Arc<Mutex<Option<Sender<()>>>>,
    done: Done,
    ends: Sender<Option<Result<(), E>>>,
    outcomes: Receiver<Option<Result<(), E>>>,
}

impl<E: Send + 'static> Group<E> {
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        let (ends, outcomes) = unbounded();
        Group { cancel: Arc::new(Mutex::new(Some(cancel))), done, ends, outcomes }
    }

    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let (cancel, ends) = (Arc::clone(&self.cancel), self.ends.clone());
        let done = self.done.clone();
        thread::spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| task(done))).ok();
            let well = matches!(outcome, Some(Ok(())));
            let _ = ends.send(outcome);
            if !well {
                cancel.lock().unwrap().take();
            }
        });
    }

    pub fn wait(self) -> Result<(), E> {
        drop(self.ends);
        for outcome in self.outcomes.iter() {
            match outcome {
                Some(Ok(())) => {}
                Some(Err(error)) => return Err(error),
                None => panic!("a task panicked"),
            }
        }
        Ok(())
    }
}

impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
