//! The guards are counted by the `Arc` that they hold, one more than the clones of the trace do; the guard borrows its trace.

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

thread_local! {
    static CURRENT: Cell<Option<u64>> = const { Cell::new(None) };
}

pub fn current() -> Option<u64> {
    CURRENT.get()
}

#[derive(Clone)]
pub struct Trace {
    inner: Arc<Inner>,
}

struct Inner {
    id: u64,
    // Every guard holds one of these.
    open: Arc<()>,
}

#[must_use]
pub struct Entered<'trace> {
    before: Option<u64>,
    _open: Arc<()>,
    _trace: &'trace Trace,
    only_here: PhantomData<*mut u64>,
}

impl Trace {
    pub fn new(id: u64) -> Trace {
        Trace { inner: Arc::new(Inner { id, open: Arc::new(()) }) }
    }

    pub fn open(&self) -> usize {
        Arc::strong_count(&self.inner.open) - 1
    }

    pub fn enter(&self) -> Entered<'_> {
        let open = Arc::clone(&self.inner.open);
        let before = CURRENT.replace(Some(self.inner.id));
        Entered { before, _open: open, _trace: self, only_here: PhantomData }
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

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        CURRENT.set(self.before);
    }
}
