//! # The runtime in twenty lines
//!
//! A small tool has one future to run, and somebody said that one does not need tokio for that: poll it, and sleep while it is pending. It
//! works on every desk. On the build machine the tool hangs, once in a hundred runs: the answer has come, the future would be ready, and
//! nobody looks.
//!
//! In Go the runtime does this for every goroutine, and you never see it. In Rust it is an agreement of three. Who *polls* hands over a
//! `Waker`. The *future* says `Pending`, and has given the waker to whoever will know more. And that one *wakes*, when it likes, from
//! whatever thread: also before the poll has returned, and also twice. All that a wake-up says is: "poll again".
//!
//! Before you edit: the future has said `Pending`, and `run` does not sleep yet. Now it is woken. What is left of that wake-up
//! a moment later?
//!
//! What must hold:
//!
//! - Keep the signature. `run` polls the future on the thread that calls it, and returns its output as soon as a poll is `Ready`. It does
//!   not poll again after that.
//! - After a `Pending` it sleeps. A wake-up that comes at any time after that poll has *begun* makes it poll again, whichever thread it comes
//!   from.
//! - Several wake-ups before the next poll may count as one. Without a wake-up nothing is polled. (One poll too many is allowed, since a wait
//!   may end for no reason; a loop that polls again and again is not.)
//! - Wakers are cloned, kept, and woken by anybody, also after `run` has returned. That does no harm.
//! - Several threads may call `run` at the same time, each with a future of its own. (A `poll` comes back soon: it does not itself
//!   sleep on this thread, or call `run`.)

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

/// Wakes the thread that sleeps in `run`.
#[derive(Default)]
struct Bell {
    lock: Mutex<()>,
    rung: Condvar,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        // TODO: and if nobody sleeps?
        self.rung.notify_one();
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
        // TODO: what do we know here?
        let asleep = bell.lock.lock().unwrap();
        drop(bell.rung.wait(asleep).unwrap());
    }
}
