//@ caught-by: model
//@ says: The flag is no part of what the lock guards: the wake-up can come between the question and the sleep, and its notification finds nobody.
//@ fails: no_wake_up_is_lost
//@ kind: deadlock
//@ sort: schedule-only

use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Bell {
    rung: AtomicBool,
    lock: Mutex<()>,
    changed: Condvar,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::SeqCst);
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
        let mut asleep = bell.lock.lock().unwrap();
        while !bell.rung.swap(false, Ordering::SeqCst) {
            asleep = bell.changed.wait(asleep).unwrap();
        }
    }
}
