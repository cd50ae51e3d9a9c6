//! Asked before the work is begun; then `run_until_cancelled` and `timeout_at` do the waiting.

use tokio::time::{Duration, Instant, timeout_at};
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
        let mut child = self.child();
        if let Some(own) = Instant::now().checked_add(limit) {
            child.end = Some(child.end.map_or(own, |end| end.min(own)));
        }
        child
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
        let done = self.token.run_until_cancelled(work);
        let done = match self.end {
            None => done.await,
            Some(end) if end <= Instant::now() => return Err(Stopped::TimedOut),
            Some(end) => timeout_at(end, done).await.map_err(|_| Stopped::TimedOut)?,
        };
        done.ok_or(Stopped::Cancelled)
    }
}
