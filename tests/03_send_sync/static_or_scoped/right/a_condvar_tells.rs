//! A channel for the one, and for the other a slot with a condition variable: `Some` means over, whichever way it ended.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    let (tell, told) = mpsc::channel();
    let first = thread::scope(|scope| {
        scope.spawn(move || tell.send(second()));
        first()
    });
    (first, told.recv().expect("the scope is over, and nobody panicked"))
}

pub struct Later<T> {
    shared: Arc<(Mutex<Option<thread::Result<T>>>, Condvar)>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let shared = Arc::new((Mutex::new(None), Condvar::new()));
    let theirs = Arc::clone(&shared);
    thread::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(work));
        *theirs.0.lock().unwrap() = Some(result);
        theirs.1.notify_one();
    });
    Later { shared }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        let (slot, over) = &*self.shared;
        let mut slot = over.wait_while(slot.lock().unwrap(), |slot| slot.is_none()).unwrap();
        let result = slot.take().expect("it was waited for");
        drop(slot);
        result.unwrap_or_else(|payload| resume_unwind(payload))
    }
}
