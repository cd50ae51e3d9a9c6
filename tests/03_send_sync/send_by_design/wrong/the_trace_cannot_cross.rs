//@ caught-by: test
//@ says: The marker stands in the wrong type: it is the trace that is passed on, and the guard that stays.
//@ sort: tempting

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    open: Arc<AtomicUsize>,
    only_here: PhantomData<*const ()>,
}

#[must_use]
pub struct Entered {
    before: Option<u64>,
    open: Arc<AtomicUsize>,
    only_here: PhantomData<*const ()>,
}

impl Trace {
    pub fn new(id: u64) -> Trace {
        Trace { id, open: Arc::default(), only_here: PhantomData }
    }

    pub fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    pub fn enter(&self) -> Entered {
        self.open.fetch_add(1, Ordering::SeqCst);
        let before = CURRENT.replace(Some(self.id));
        Entered { before, open: Arc::clone(&self.open), only_here: PhantomData }
    }

    pub fn spawn<F, T>(&self, work: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (id, open) = (self.id, Arc::clone(&self.open));
        thread::spawn(move || {
            let trace = Trace { id, open, only_here: PhantomData };
            let _entered = trace.enter();
            work()
        })
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.before);
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}
