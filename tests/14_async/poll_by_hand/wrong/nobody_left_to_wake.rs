//@ caught-by: test
//@ says: Wakers outlive the run, and may be woken when nobody sleeps any more: that a send finds no receiver is no reason to panic.
//@ fails: woken_after_the_end
//@ sort: boundary

use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll, Wake, Waker};

struct Bell(Sender<()>);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.send(()).unwrap();
    }
}

/// Runs the future to its end, on this thread.
pub fn run<F: Future>(future: F) -> F::Output {
    let (bell, rung) = channel();
    let waker = Waker::from(Arc::new(Bell(bell)));
    let mut cx = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        rung.recv().unwrap();
    }
}
