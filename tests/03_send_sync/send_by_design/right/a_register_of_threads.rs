//! No thread-local at all: one locked list says which thread works for what, and the guard is for its own thread's entry.

use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle, ThreadId};

struct Entry {
    thread: ThreadId,
    trace: u64,
    id: u64,
}

static ENTRIES: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

pub fn current() -> Option<u64> {
    let me = thread::current().id();
    let entries = ENTRIES.lock().unwrap();
    entries.iter().rev().find(|entry| entry.thread == me).map(|entry| entry.id)
}

static TRACES: AtomicU64 = AtomicU64::new(0);

#[derive(Clone)]
pub struct Trace {
    id: u64,
    // Two traces may have the same id.
    number: u64,
}

#[must_use]
pub struct Entered {
    only_here: PhantomData<Rc<()>>,
}

impl Trace {
    pub fn new(id: u64) -> Trace {
        Trace { id, number: TRACES.fetch_add(1, Ordering::Relaxed) }
    }

    pub fn open(&self) -> usize {
        let entries = ENTRIES.lock().unwrap();
        entries.iter().filter(|entry| entry.trace == self.number).count()
    }

    pub fn enter(&self) -> Entered {
        let entry = Entry { thread: thread::current().id(), trace: self.number, id: self.id };
        ENTRIES.lock().unwrap().push(entry);
        Entered { only_here: PhantomData }
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
        let me = thread::current().id();
        let mut entries = ENTRIES.lock().unwrap();
        let last = entries.iter().rposition(|entry| entry.thread == me);
        entries.remove(last.expect("this guard's entry"));
    }
}
