//@ caught-by: test
//@ says: A limit that is kept as a length begins anew with every `run`. Keep the moment.
//@ fails: a_limit_is_a_moment
//@ sort: tempting

use std::future::pending;

use tokio::time::{Duration, sleep};
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
    limit: Option<Duration>,
}

impl Scope {
    /// Without a parent, and without a limit.
    pub fn root() -> Scope {
        Scope { token: CancellationToken::new(), limit: None }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        Scope { token: self.token.child_token(), limit: self.limit }
    }

    /// A scope below this one, with so much time from now on.
    pub fn with_limit(&self, limit: Duration) -> Scope {
        let limit = self.limit.map_or(limit, |own| own.min(limit));
        Scope { token: self.token.child_token(), limit: Some(limit) }
    }

    /// Ends this scope, and all below it.
    pub fn cancel(&self) {
        self.token.cancel();
    }

    /// Runs the work, as long as the scope lasts.
    pub async fn run<F: Future>(&self, work: F) -> Result<F::Output, Stopped> {
        let time_is_up = async {
            match self.limit {
                Some(limit) => sleep(limit).await,
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
