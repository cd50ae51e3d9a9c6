//@ caught-by: test
//@ says: With `Duration::MAX` there is no moment of its own, and this takes it for "no end at all": below a parent with ten seconds the child has no limit. Without a moment of its own it has the parent's.
//@ fails: every_limit_is_allowed
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
        let end = own.map(|own| self.end.map_or(own, |end| end.min(own)));
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
                Some(end) if end <= Instant::now() => {}
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
