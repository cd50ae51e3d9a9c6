//@ caught-by: model
//@ says: The notification comes before the flag: whoever is woken looks, finds nothing, sleeps again, and the flag comes with no notification after it.
//@ fails: no_wake_up_is_lost
//@ kind: deadlock
//@ sort: schedule-only

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
        self.changed.notify_one();
        *self.rung.lock().unwrap() = true;
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
        let rung = bell.rung.lock().unwrap();
        *bell.changed.wait_while(rung, |rung| !*rung).unwrap() = false;
    }
}
