//@ caught-by: test
//@ says: `thread::current()` in `wake` is the thread that wakes, not the one that sleeps. Remember the sleeper when you make the waker.
//@ fails: each_run_has_a_bell_of_its_own
//@ sort: tempting

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake};
use std::thread;

struct Sleeper;

impl Wake for Sleeper {
    fn wake(self: Arc<Self>) {
        thread::current().unpark();
    }
}

/// Runs the future to its end, on this thread.
pub fn run<F: Future>(future: F) -> F::Output {
    let waker = Arc::new(Sleeper).into();
    let mut cx = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
