//! The order is written by hand: a future of our own polls the three in turn.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use tokio::time::{Duration, Instant, sleep_until};
use tokio_util::sync::CancellationToken;

/// Why the work was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// By `cancel`.
    Cancelled,
    /// There was no time left.
    TimedOut,
}

/// In which work is run.
pub struct Scope {
    token: CancellationToken,
    end: Option<Instant>,
}

impl Scope {
    fn below(&self, own: Option<Instant>) -> Scope {
        let end = self.end.into_iter().chain(own).min();
        Scope { token: self.token.child_token(), end }
    }

    /// Without a parent, and without a limit.
    pub fn root() -> Scope {
        Scope { token: CancellationToken::new(), end: None }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        self.below(None)
    }

    /// A scope below this one, with so much time from now on.
    pub fn with_limit(&self, limit: Duration) -> Scope {
        self.below(Instant::now().checked_add(limit))
    }

    /// Ends this scope, and all below it.
    pub fn cancel(&self) {
        self.token.cancel();
    }

    /// Runs the work, as long as the scope lasts.
    pub async fn run<F: Future>(&self, work: F) -> Result<F::Output, Stopped> {
        let mut cancelled = pin!(self.token.cancelled());
        let mut up = pin!(self.end.map(sleep_until));
        let mut work = pin!(work);
        poll_fn(|cx| {
            if cancelled.as_mut().poll(cx).is_ready() {
                return Poll::Ready(Err(Stopped::Cancelled));
            }
            // The timer wakes; whether it is time the clock says.
            let passed = self.end.is_some_and(|end| end <= Instant::now());
            if up.as_mut().as_pin_mut().is_some_and(|up| up.poll(cx).is_ready()) || passed {
                return Poll::Ready(Err(Stopped::TimedOut));
            }
            work.as_mut().poll(cx).map(Ok)
        })
        .await
    }
}
