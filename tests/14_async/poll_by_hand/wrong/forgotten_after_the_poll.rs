//@ caught-by: test
//@ says: The flag is cleared after the poll, and with it a wake-up that came during the poll. Clear it before you poll.
//@ fails: outputs_come_back
//@ sort: tempting

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    changed: Condvar,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *self.rung.lock().unwrap() = true;
        self.changed.notify_one();
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
        let mut rung = bell.rung.lock().unwrap();
        *rung = false;
        drop(bell.changed.wait_while(rung, |rung| !*rung).unwrap());
    }
}
