//! # Whose line is it?
//!
//! Each line of the service log names the request that it belongs to. In Go that is in the
//! `context.Context`, which every function passes on to the next. Here the log asks the thread: each
//! thread remembers which trace it is working for at the moment, and `current()` says which. Whoever
//! begins to work for a request *enters* its trace and keeps the guard that it gets; when the guard is
//! dropped, the thread works again for whatever it was working for before.
//!
//! A request may need more than one thread, so a trace crosses: `spawn` starts a thread that works for
//! it. It compiles, and the log is wrong. The new thread's lines name nobody, and the lines of the thread
//! that started it name the wrong request for ever. The author passed the guard along, as one passes a
//! context.
//!
//! Before you edit: nobody has declared that an `Entered` may go to another thread. Why may it? And
//! what would have to be in it so that it may not?
//!
//! ## What must hold
//!
//! - `Trace::new(id)` is the trace of one request. Clones of it are the same trace. A trace may be moved
//!   to other threads, and shared by them.
//! - `trace.enter()` makes `id` what `current()` returns on *this* thread, until the guard is dropped; then
//!   it is again what it was before. (The guards of one thread are dropped in reverse order, as scopes
//!   end. A panic drops them, too.) Other threads notice nothing.
//! - `current()` is `None` on a thread that has entered nothing.
//! - The guard must not leave its thread: moving it to another one **must not compile**.
//! - `trace.open()` is the number of guards of this trace and its clones that have not been dropped, on
//!   all threads. It is exact: the last line of a request reports guards that were never dropped.
//! - `trace.spawn(work)` runs `work` on a new thread, in the trace: `current()` is `id` while the work
//!   runs, with a guard that is gone when the thread can be joined, also when the work has panicked. It
//!   returns at once, and the calling thread's `current()` is what it was. It asks `Send` and `'static` of
//!   the work and of its result, and nothing else.
//!
//! Keep the names and the signatures. Fields are yours.

use std::cell::Cell;
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
#[derive(Clone)]
pub struct Trace {
    id: u64,
    open: Arc<AtomicUsize>,
}

/// While this lives, its thread works for the trace.
// TODO: `Option<u64>` and `Arc<AtomicUsize>` may go anywhere. That is all the compiler knows of a guard.
#[must_use]
pub struct Entered {
    before: Option<u64>,
    open: Arc<AtomicUsize>,
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
        self.open.fetch_add(1, Ordering::SeqCst);
        let before = CURRENT.replace(Some(self.id));
        Entered { before, open: Arc::clone(&self.open) }
    }

    /// Runs `work` on a new thread, in this trace.
    pub fn spawn<F, T>(&self, work: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        // TODO: when `Entered` is what it should be, the compiler has something to say about this.
        let entered = self.enter();
        thread::spawn(move || {
            let _entered = entered;
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
