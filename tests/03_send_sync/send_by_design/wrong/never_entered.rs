//@ caught-by: test
//@ says: The guard stays here, as the compiler wished, and nobody enters the trace over there.
//@ fails: the_work_runs_in_the_trace
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
}

#[must_use]
pub struct Entered {
    before: Option<u64>,
    open: Arc<AtomicUsize>,
    only_here: PhantomData<*const ()>,
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
        Entered { before, open: Arc::clone(&self.open), only_here: PhantomData }
    }

    pub fn spawn<F, T>(&self, work: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let _entered = self.enter();
        thread::spawn(work)
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.before);
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}
