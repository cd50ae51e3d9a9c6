//@ caught-by: test
//@ says: A `join` whose `Err` is thrown away makes a panic of a task into a success, or into the error of somebody else.
//@ fails: a_task_panics
//@ sort: boundary

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
        let (cancel, done) = bounded(0);
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
                    cancel.lock().unwrap().take();
                }
                Err(panic) => {
                    cancel.lock().unwrap().take();
                    resume_unwind(panic);
                }
            }
        }));
    }

    pub fn wait(self) -> Result<(), E> {
        for task in self.tasks {
            let _ = task.join();
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
