//! The marker is a `PhantomData` of a lock's guard: like that one it may be looked at from elsewhere, and not be moved.

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};

thread_local! {
    static CURRENT: Cell<Option<u64>> = const { Cell::new(None) };
}

pub fn current() -> Option<u64> {
    CURRENT.get()
}

#[derive(Clone)]
pub struct Trace {
    id: u64,
    open: Arc<Mutex<usize>>,
}

#[must_use]
pub struct Entered {
    before: Option<u64>,
    open: Arc<Mutex<usize>>,
    only_here: PhantomData<MutexGuard<'static, ()>>,
}

impl Trace {
    pub fn new(id: u64) -> Trace {
        Trace { id, open: Arc::default() }
    }

    pub fn open(&self) -> usize {
        *self.open.lock().unwrap()
    }

    pub fn enter(&self) -> Entered {
        *self.open.lock().unwrap() += 1;
        let before = CURRENT.replace(Some(self.id));
        Entered { before, open: Arc::clone(&self.open), only_here: PhantomData }
    }

    pub fn spawn<F, T>(&self, work: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let trace = self.clone();
        thread::spawn(move || {
            let _entered = trace.enter();
            work()
        })
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.before);
        *self.open.lock().unwrap() -= 1;
    }
}
