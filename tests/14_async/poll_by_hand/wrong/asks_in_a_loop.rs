//@ caught-by: test
//@ says: It polls when it was woken, and only then, but it asks in a loop whether it was, and keeps a processor busy with asking. Sleep until the waker wakes the thread: `park` and `unpark`, or a `Condvar`.
//@ fails: it_sleeps
//@ sort: tempting

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

#[derive(Default)]
struct Bell {
    rung: AtomicBool,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::Release);
    }
}

/// Runs the future to its end, on this thread.
pub fn run<F: Future>(future: F) -> F::Output {
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(bell.clone());
    let mut cx = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        while !bell.rung.swap(false, Ordering::AcqRel) {
            thread::yield_now();
        }
    }
}
