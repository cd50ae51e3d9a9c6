//@ caught-by: test
//@ says: `wait` polls a slot that work which panics never fills: it waits for ever.
//@ fails: a_panic_of_the_work_is_a_panic_of_wait
//@ sort: boundary

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
    slot: Arc<Mutex<Option<T>>>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let slot = Arc::new(Mutex::new(None));
    let result = Arc::clone(&slot);
    thread::spawn(move || {
        let done = work();
        *result.lock().unwrap() = Some(done);
    });
    Later { slot }
}

impl<T> Later<T> {
    pub fn wait(self) -> T {
        loop {
            if let Some(result) = self.slot.lock().unwrap().take() {
                return result;
            }
            thread::yield_now();
        }
    }
}
