//@ caught-by: model
//@ says: The flag goes up before the result is in its slot: whoever looks in between finds `done`, and nothing there.
//@ fails: the_result_is_waited_for
//@ sort: schedule-only

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn both<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    thread::scope(|scope| {
        let second = scope.spawn(second);
        let first = first();
        (first, second.join().expect("the second one panicked"))
    })
}

pub struct Later<T> {
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    done: AtomicBool,
    slot: Mutex<Option<thread::Result<T>>>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let shared = Arc::new(Shared { done: AtomicBool::new(false), slot: Mutex::new(None) });
    let theirs = Arc::clone(&shared);
    thread::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(work));
        theirs.done.store(true, Ordering::SeqCst);
        *theirs.slot.lock().unwrap() = Some(result);
    });
    Later { shared }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        while !self.shared.done.load(Ordering::SeqCst) {
            thread::yield_now();
        }
        let result = self.shared.slot.lock().unwrap().take();
        result.expect("it is done").expect("the work panicked")
    }
}
