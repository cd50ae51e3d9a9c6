//! # One request was cancelled, and all of them ended
//!
//! A server has a scope for itself, one for each connection, and one for each request. A client closes one connection, and all connections
//! end. And requests run longer than they may: a request with ten seconds, in a connection with two left, takes ten.
//!
//! In Go this is `context`: `WithCancel(parent)` makes a child, cancelling goes down and never up, and a deadline is never later than the parent's. tokio
//! has no context, but the crate tokio-util has a `CancellationToken`. Its `clone` is the same token once more, not a child. It knows no
//! deadlines. And what a Go function has to look at itself, is done here by the one who drops its future.
//!
//! Before you edit: two scopes have clones of one token. Which of them is cancelled by `cancel()`?
//!
//! What must hold:
//!
//! - Keep the signatures. `Scope::root()` has no parent and no time limit. Threads may share a `Scope`.
//! - `child()` makes a scope that ends with its parent, also if the parent has ended before. `cancel()` ends the scope and all below
//!   it, for good, before it returns; and nothing beside it or above it. To cancel again changes nothing.
//! - `with_limit(limit)` makes a child whose time is up `limit` after this call, and never later than the time of its parent. Children share
//!   their parent's time. Any limit is allowed: zero is up at once, `Duration::MAX` never.
//! - `run(work)` waits for the work, and gives its output; or `Err(Cancelled)` as soon as the scope is cancelled, or `Err(TimedOut)` as soon as its
//!   time is up. The work is dropped then.
//! - In a scope that is cancelled, or whose time is up, no work is begun. Cancelled and up is `Cancelled`.
//! - That time is up, or a `Scope` is dropped, cancels nothing.

use tokio::time::{Duration, timeout};
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
    limit: Duration,
}

impl Scope {
    /// Without a parent, and without a limit.
    pub fn root() -> Scope {
        Scope { token: CancellationToken::new(), limit: Duration::MAX }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        // TODO: who is cancelled, when the child is?
        Scope { token: self.token.clone(), limit: self.limit }
    }

    /// A scope below this one, with so much time from now on.
    pub fn with_limit(&self, limit: Duration) -> Scope {
        // TODO: from when on, and how much has the parent left?
        Scope { limit, ..self.child() }
    }

    /// Ends this scope, and all below it.
    pub fn cancel(&self) {
        self.token.cancel();
    }

    /// Runs the work, as long as the scope lasts.
    pub async fn run<F: Future>(&self, work: F) -> Result<F::Output, Stopped> {
        // TODO: three things may be ready at once; and is a work begun that should not be?
        tokio::select! {
            () = self.token.cancelled() => Err(Stopped::Cancelled),
            output = timeout(self.limit, work) => output.map_err(|_| Stopped::TimedOut),
        }
    }
}
