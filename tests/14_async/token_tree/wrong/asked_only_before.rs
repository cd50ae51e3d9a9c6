//@ caught-by: test
//@ says: The order is kept before the work begins, and not while one waits: a `select!` without `biased` polls any arm first. A scope that is cancelled, and whose time is up before it is looked at again, is then now `Cancelled` and now `TimedOut`.
//@ fails: cancelled_and_up_is_cancelled
//@ sort: boundary

use std::future::pending;

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
    /// Without a parent, and without a limit.
    pub fn root() -> Scope {
        Scope { token: CancellationToken::new(), end: None }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        Scope { token: self.token.child_token(), end: self.end }
    }

    /// A scope below this one, with so much time from now on.
    pub fn with_limit(&self, limit: Duration) -> Scope {
        let own = Instant::now().checked_add(limit);
        let end = [self.end, own].into_iter().flatten().min();
        Scope { token: self.token.child_token(), end }
    }

    /// Ends this scope, and all below it.
    pub fn cancel(&self) {
        self.token.cancel();
    }

    /// Runs the work, as long as the scope lasts.
    pub async fn run<F: Future>(&self, work: F) -> Result<F::Output, Stopped> {
        if self.token.is_cancelled() {
            return Err(Stopped::Cancelled);
        }
        if self.end.is_some_and(|end| end <= Instant::now()) {
            return Err(Stopped::TimedOut);
        }
        let time_is_up = async {
            match self.end {
                Some(end) if end <= Instant::now() => {}
                Some(end) => sleep_until(end).await,
                None => pending().await,
            }
        };
        tokio::select! {
            () = self.token.cancelled() => Err(Stopped::Cancelled),
            () = time_is_up => Err(Stopped::TimedOut),
            output = work => Ok(output),
        }
    }
}
