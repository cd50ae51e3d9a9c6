//@ caught-by: test
//@ says: A panic passes by the `match` on what the task returned, and the others wait for a word that never comes. A guard with `Drop`, or `catch_unwind`, sees it.
//@ fails: a_task_panics
//@ sort: boundary

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
            if let Err(error) = task(done) {
                first.lock().unwrap().get_or_insert(error);
                cancel.lock().unwrap().take();
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
