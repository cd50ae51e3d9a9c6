//@ caught-by: compile_fail
//@ says: The guard knows its thread and complains when it is dropped on another one: at run time, in the middle of somebody's request, if that path is ever tested.
//@ sort: tempting

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, JoinHandle, ThreadId};

thread_local! {
    static CURRENT: Cell<Option<u64>> = const { Cell::new(None) };
}

pub fn current() -> Option<u64> {
    CURRENT.get()
}

#[derive(Clone)]
pub struct Trace {
    id: u64,
    open: Arc<AtomicUsize>,
}

#[must_use]
pub struct Entered {
    before: Option<u64>,
    open: Arc<AtomicUsize>,
    thread: ThreadId,
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
        let before = CURRENT.replace(Some(self.id));
        let thread = thread::current().id();
        Entered { before, open: Arc::clone(&self.open), thread }
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
        assert_eq!(self.thread, thread::current().id(), "a guard has left its thread");
        CURRENT.set(self.before);
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}
