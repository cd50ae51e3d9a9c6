//! `Send` and `Sync` come from the fields, so a type whose fields know nothing of threads gets both, whether it should or not.
//! A field of no size that may not cross takes them away again; then the compiler finds the mistake in `spawn` by itself.

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

thread_local! {
    /// What this thread is working for. (A static that each thread has its own of.)
    static CURRENT: Cell<Option<u64>> = const { Cell::new(None) };
}

/// The trace that this thread is working for.
pub fn current() -> Option<u64> {
    CURRENT.get()
}

/// What is done for one request, on however many threads.
///
/// A number and an `Arc` of an atomic: both may cross and be shared, so a trace may. That is what it is for.
#[derive(Clone)]
pub struct Trace {
    id: u64,
    open: Arc<AtomicUsize>,
}

/// While this lives, its thread works for the trace.
#[must_use]
pub struct Entered {
    before: Option<u64>,
    open: Arc<AtomicUsize>,
    // `before` is what *this thread* was working for; dropped elsewhere it would tell another thread so, and this one would
    // never hear that it is over. A raw pointer is neither `Send` nor `Sync`, and a `PhantomData` of one takes no space.
    only_here: PhantomData<*const ()>,
}

impl Trace {
    pub fn new(id: u64) -> Trace {
        Trace { id, open: Arc::default() }
    }

    /// How many guards there are.
    pub fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// Works for this trace, on this thread, until the guard is dropped.
    pub fn enter(&self) -> Entered {
        // One step: with a `load` and a `store`, two threads that enter at the same time would be one.
        self.open.fetch_add(1, Ordering::SeqCst);
        let before = CURRENT.replace(Some(self.id));
        Entered { before, open: Arc::clone(&self.open), only_here: PhantomData }
    }

    /// Runs `work` on a new thread, in this trace.
    pub fn spawn<F, T>(&self, work: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        // The trace crosses, and is entered over there; the guard never leaves the thread that it is about.
        let trace = self.clone();
        thread::spawn(move || {
            let _entered = trace.enter();
            work()
            // Dropped here, after the work and before the thread ends, and also while a panic unwinds.
        })
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.before);
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}
