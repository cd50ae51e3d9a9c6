//@ caught-by: test
//@ says: A notification that finds nobody asleep is forgotten. The wake-up came while the future was being polled, and `run` sleeps for ever. Keep it in a state, under the lock.
//@ fails: outputs_come_back
//@ sort: tempting

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Bell {
    lock: Mutex<()>,
    rung: Condvar,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        let _lock = self.lock.lock().unwrap();
        self.rung.notify_all();
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
        let asleep = bell.lock.lock().unwrap();
        drop(bell.rung.wait(asleep).unwrap());
    }
}
