//@ caught-by: model
//@ says: The first panic that `wait` comes across leaves the loop, and those behind it in the list are still running. Join all, then look.
//@ fails: a_panic_stops_the_others
//@ kind: assertion
//@ sort: boundary

use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use crossbeam::channel::{Receiver, Sender, bounded};

pub type Done = Receiver<()>;

struct Shared<E> {
    first: Option<E>,
    cancel: Option<Sender<()>>,
}

struct CancelUnlessDisarmed<E> {
    shared: Arc<Mutex<Shared<E>>>,
    armed: bool,
}

impl<E> Drop for CancelUnlessDisarmed<E> {
    fn drop(&mut self) {
        if self.armed {
            self.shared.lock().expect("nobody panics under this lock").cancel = None;
        }
    }
}

pub struct Group<E> {
    shared: Arc<Mutex<Shared<E>>>,
    done: Done,
    tasks: Vec<JoinHandle<()>>,
}

impl<E: Send + 'static> Group<E> {
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        let shared = Arc::new(Mutex::new(Shared { first: None, cancel: Some(cancel) }));
        Group { shared, done, tasks: Vec::new() }
    }

    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let done = self.done.clone();
        let shared = Arc::clone(&self.shared);
        self.tasks.push(thread::spawn(move || {
            let mut cancel = CancelUnlessDisarmed { shared: Arc::clone(&shared), armed: true };
            let outcome = task(done);
            cancel.armed = false;
            if let Err(error) = outcome {
                let mut shared = shared.lock().expect("nobody panics under this lock");
                shared.first.get_or_insert(error);
                shared.cancel = None;
            }
        }));
    }

    pub fn wait(self) -> Result<(), E> {
        for t in self.tasks {
            if let Err(p) = t.join() {
                resume_unwind(p);
            }
        }
        let first = self.shared.lock().unwrap().first.take();
        first.map_or(Ok(()), Err)
    }
}
impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
