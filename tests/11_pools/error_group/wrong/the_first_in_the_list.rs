//@ caught-by: test
//@ says: It takes the first error in the order in which the tasks were started. That may be "cancelled", of a task that stood before the one that broke.
//@ fails: the_first_error_wins, random_groups_agree
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use crossbeam::channel::{Receiver, Sender, bounded};

pub type Done = Receiver<()>;

pub struct Group<E> {
    cancel: Arc<Mutex<Option<Sender<()>>>>,
    done: Done,
    tasks: Vec<JoinHandle<Result<(), E>>>,
}

impl<E: Send + 'static> Group<E> {
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        Group { cancel: Arc::new(Mutex::new(Some(cancel))), done, tasks: Vec::new() }
    }

    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let (cancel, done) = (Arc::clone(&self.cancel), self.done.clone());
        self.tasks.push(thread::spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| task(done)));
            if !matches!(outcome, Ok(Ok(()))) {
                cancel.lock().unwrap().take();
            }
            outcome.unwrap_or_else(|panic| resume_unwind(panic))
        }));
    }

    pub fn wait(self) -> Result<(), E> {
        let outcomes: Vec<_> = self.tasks.into_iter().map(JoinHandle::join).collect();
        let outcomes: Vec<_> = outcomes.into_iter().map(Result::unwrap).collect();
        outcomes.into_iter().collect()
    }
}

impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
