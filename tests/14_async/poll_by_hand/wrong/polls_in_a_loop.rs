//@ caught-by: model
//@ says: It polls again and again, woken or not, and keeps a processor busy with asking. A waker is there so that you can sleep.
//@ fails: it_sleeps_until_it_is_woken
//@ kind: assertion
//@ sort: tempting

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;

/// Runs the future to its end, on this thread.
pub fn run<F: Future>(future: F) -> F::Output {
    let mut cx = Context::from_waker(Waker::noop());
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        thread::yield_now();
    }
}
