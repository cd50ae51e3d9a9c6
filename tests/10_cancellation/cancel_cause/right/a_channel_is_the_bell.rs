//! crossbeam: the cause in a `RwLock`, and a channel that is closed when it is there; closed is heard by all.

use std::sync::{Mutex, RwLock};

use crossbeam::channel::{Receiver, Sender, bounded};

pub struct Cancel<E> {
    cause: RwLock<Option<E>>,
    open: Mutex<Option<Sender<()>>>,
    closed: Receiver<()>,
}

impl<E: Clone> Cancel<E> {
    pub fn new() -> Cancel<E> {
        let (open, closed) = bounded(0);
        Cancel { cause: RwLock::new(None), open: Mutex::new(Some(open)), closed }
    }

    pub fn cancel(&self, why: E) -> bool {
        let mut cause = self.cause.write().unwrap();
        if cause.is_some() {
            return false;
        }
        *cause = Some(why);
        drop(cause);
        self.open.lock().unwrap().take();
        true
    }

    pub fn is_cancelled(&self) -> bool {
        self.cause.read().unwrap().is_some()
    }

    pub fn cause(&self) -> Option<E> {
        self.cause.read().unwrap().clone()
    }

    pub fn wait(&self) -> E {
        let _ = self.closed.recv();
        self.cause().expect("it is closed when the cause is there")
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
