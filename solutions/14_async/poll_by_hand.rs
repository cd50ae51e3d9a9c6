//! The bell keeps in mind that it was rung: a state under a lock, as in chapter 07.

use std::mem;
use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

/// Wakes the thread that sleeps in `run`.
#[derive(Default)]
struct Bell {
    /// Rung since the last poll began. This is the wake-up; the notification only says "look".
    rung: Mutex<bool>,
    changed: Condvar,
}

impl Bell {
    /// Sleeps until it has been rung, and forgets that it was.
    fn wait(&self) {
        let rung = self.rung.lock().unwrap();
        // Asked before the first sleep, too: whoever has rung during the poll has left a `true` here, and there is nothing to
        // wait for. And asked after each: a wait may end for no reason.
        let mut rung = self.changed.wait_while(rung, |rung| !*rung).unwrap();
        // Forgotten *before* the next poll, never after it: what comes from now on is news for the poll after that one.
        mem::take(&mut *rung);
    }
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
    // A future may keep references to its own variables between two polls, so it must not move any more.
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        bell.wait();
    }
}
