//! Each thread has a stack, and the guard an `Rc` of it: a field that is needed anyway, and that may not cross.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

thread_local! {
    static STACK: Rc<RefCell<Vec<u64>>> = Rc::default();
}

pub fn current() -> Option<u64> {
    STACK.with(|stack| stack.borrow().last().copied())
}

#[derive(Clone)]
pub struct Trace {
    id: u64,
    open: Arc<AtomicUsize>,
}

#[must_use]
pub struct Entered {
    stack: Rc<RefCell<Vec<u64>>>,
    open: Arc<AtomicUsize>,
}

impl Trace {
    pub fn new(id: u64) -> Trace {
        Trace { id, open: Arc::default() }
    }

    pub fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    pub fn enter(&self) -> Entered {
        self.open.fetch_add(1, Ordering::SeqCst);
        let stack = STACK.with(Rc::clone);
        stack.borrow_mut().push(self.id);
        Entered { stack, open: Arc::clone(&self.open) }
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
        self.stack.borrow_mut().pop();
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}
