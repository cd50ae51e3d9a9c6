//! A child token for the tree, a moment for the deadline, and an order in which the three are asked.

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
    /// When the time is up; a moment, not a length: a length begins anew whenever somebody waits.
    end: Option<Instant>,
}

impl Scope {
    /// Without a parent, and without a limit.
    pub fn root() -> Scope {
        Scope { token: CancellationToken::new(), end: None }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        // Not a clone: that would be the same token. It is made and hung into the tree in one step, so no cancel comes between.
        Scope { token: self.token.child_token(), end: self.end }
    }

    /// A scope below this one, with so much time from now on.
    pub fn with_limit(&self, limit: Duration) -> Scope {
        // No such moment: so far away that there is no limit.
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
        let time_is_up = async {
            match self.end {
                // A timer fires when the runtime gets round to it. So the clock is asked first.
                Some(end) if end <= Instant::now() => {}
                Some(end) => sleep_until(end).await,
                None => pending().await,
            }
        };
        tokio::select! {
            // In this order: without it any arm may be polled first, and work would be begun in a scope that has ended.
            biased;
            () = self.token.cancelled() => Err(Stopped::Cancelled),
            () = time_is_up => Err(Stopped::TimedOut),
            output = work => Ok(output),
        }
    }
}
