//@ caught-by: test
//@ says: The child's limit replaces the parent's: a minute, below a parent with ten seconds. The earlier of the two moments counts.
//@ fails: a_limit_is_a_moment
//@ sort: tempting

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
        let end = Instant::now().checked_add(limit).or(self.end);
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
                Some(end) => sleep_until(end).await,
                None => pending().await,
            }
        };
        tokio::select! {
            biased;
            () = self.token.cancelled() => Err(Stopped::Cancelled),
            () = time_is_up => Err(Stopped::TimedOut),
            output = work => Ok(output),
        }
    }
}
