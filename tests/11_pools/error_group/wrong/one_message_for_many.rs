//@ caught-by: test
//@ says: One message reaches one of those who wait. To be closed is a state, which all of them see: drop the sender.
//@ fails: the_first_error_wins
//@ sort: tempting

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use crossbeam::channel::{Receiver, Sender, bounded};

pub type Done = Receiver<()>;

pub struct Group<E> {
    first: Arc<Mutex<Option<E>>>,
    cancel: Arc<Mutex<Option<Sender<()>>>>,
    done: Done,
    tasks: Vec<JoinHandle<()>>,
}

impl<E: Send + 'static> Group<E> {
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(1);
        let cancel = Arc::new(Mutex::new(Some(cancel)));
        Group { first: Arc::default(), cancel, done, tasks: Vec::new() }
    }

    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let (first, cancel) = (Arc::clone(&self.first), Arc::clone(&self.cancel));
        let done = self.done.clone();
        self.tasks.push(thread::spawn(move || {
            match catch_unwind(AssertUnwindSafe(|| task(done))) {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    first.lock().unwrap().get_or_insert(error);
                    _ = cancel.lock().unwrap().as_ref().map(|cancel| cancel.try_send(()));
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
        let first = self.first.lock().unwrap().take();
        first.map_or(Ok(()), Err)
    }
}

impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
