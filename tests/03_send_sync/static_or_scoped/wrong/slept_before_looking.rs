//@ caught-by: model
//@ says: However long the naps, they wait for time and not for the work: on a busy machine the slot is still empty after the last one.
//@ fails: the_result_is_waited_for
//@ sort: schedule-only

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

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
        for nap in [20, 2_000] {
            thread::sleep(Duration::from_millis(nap));
            if let Some(result) = self.slot.lock().unwrap().take() {
                return result;
            }
        }
        panic!("it should be done by now");
    }
}
