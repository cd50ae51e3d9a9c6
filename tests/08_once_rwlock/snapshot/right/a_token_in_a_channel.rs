//! Who may change it has the one token of a channel.

use crossbeam::channel::{self, Receiver, Sender};
use std::mem;
use std::sync::{Arc, RwLock};

struct Turn<'a>(&'a Sender<()>);
impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.send(()).unwrap();
    }
}
impl<T> Live<T> {
    fn turn(&self) -> Turn<'_> {
        self.turns.recv().unwrap();
        Turn(&self.back)
    }
}

pub struct Live<T> {
    value: RwLock<Arc<T>>,
    back: Sender<()>,
    turns: Receiver<()>,
}

impl<T> Live<T> {
    pub fn new(value: T) -> Live<T> {
        let (back, turns) = channel::bounded(1);
        back.send(()).unwrap();
        Live { value: RwLock::new(Arc::new(value)), back, turns }
    }

    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.value.read().unwrap())
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let _writer = self.turn();
        mem::replace(&mut *self.value.write().unwrap(), value)
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let writer = self.turn();
        let old = self.current();
        let new = Arc::new(change(&old));
        let was = mem::replace(&mut *self.value.write().unwrap(), Arc::clone(&new));
        drop(writer);
        drop(was);
        drop(old);
        new
    }
}
