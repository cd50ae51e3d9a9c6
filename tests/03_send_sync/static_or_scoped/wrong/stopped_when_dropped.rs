//@ caught-by: model
//@ says: A `Later` that is dropped stops work that has not begun: a handler that is quick enough leaves no audit at all.
//@ fails: work_is_done_though_nobody_waits
//@ sort: schedule-only

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

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
    work: Option<JoinHandle<Option<T>>>,
    dropped: Arc<AtomicBool>,
}

pub fn later<F, T>(work: F) -> Later<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let dropped = Arc::new(AtomicBool::new(false));
    let is_dropped = Arc::clone(&dropped);
    let work =
        thread::spawn(move || if is_dropped.load(Ordering::SeqCst) { None } else { Some(work()) });
    Later { work: Some(work), dropped }
}

impl<T> Later<T> {
    pub fn wait(mut self) -> T {
        let work = self.work.take().expect("nobody else takes it");
        work.join().expect("the work panicked").expect("it is not dropped while somebody waits")
    }
}

impl<T> Drop for Later<T> {
    fn drop(&mut self) {
        self.dropped.store(true, Ordering::SeqCst);
    }
}
