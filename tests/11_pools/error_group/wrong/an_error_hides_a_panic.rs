//@ caught-by: test
//@ says: An error that came first is returned before anybody looks whether a task has panicked: the panic is never heard of.
//@ sort: boundary

use crossbeam::channel::{Receiver, Sender, bounded};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
pub type Done = Receiver<()>;
pub struct Group<E> {
    first: Arc<Mutex<First<E>>>,
    done: Done,
    tasks: Vec<JoinHandle<()>>,
}
impl<E: Send + 'static> Group<E> {
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        Group {
            first: Arc::new(Mutex::new(First { error: None, cancel: Some(cancel) })),
            done,
            tasks: Vec::new(),
        }
    }
    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let (done, first) = (self.done.clone(), Arc::clone(&self.first));
        self.tasks.push(thread::spawn(move || {
            match catch_unwind(AssertUnwindSafe(|| task(done))) {
                Ok(Ok(())) => {}
                Ok(Err(e)) => first.lock().unwrap().failed(Some(e)),
                Err(p) => {
                    first.lock().unwrap().failed(None);
                    resume_unwind(p)
                }
            }
        }));
    }
    pub fn wait(self) -> Result<(), E> {
        let mut panic = None;
        for t in self.tasks {
            if let Err(p) = t.join() {
                panic.get_or_insert(p);
            }
        }
        if let Some(e) = self.first.lock().unwrap().error.take() {
            return Err(e);
        }
        if let Some(p) = panic {
            resume_unwind(p)
        }
        Ok(())
    }
}
impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
pub struct First<E> {
    error: Option<E>,
    cancel: Option<Sender<()>>,
}
impl<E> First<E> {
    fn failed(&mut self, e: Option<E>) {
        if self.cancel.is_some() {
            self.error = e;
            self.cancel = None;
        }
    }
}
