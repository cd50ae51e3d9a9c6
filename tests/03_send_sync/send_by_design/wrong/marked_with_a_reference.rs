//@ caught-by: compile_fail
//@ says: `&'static ()` may go anywhere, and so may a `PhantomData` of it: the marker has to be of something that may not cross.
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
    only_here: PhantomData<&'static ()>,
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
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}
