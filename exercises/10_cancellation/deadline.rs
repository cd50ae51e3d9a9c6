//! # Half a second, five times
//!
//! A request may take half a second. It asks five services, one after the other, and each call is given half a second. In the
//! worst case that is two and a half, and the client has long gone. And when one call is cancelled,
//! all requests of that client are.
//!
//! In Go this is what `context` is for: `WithTimeout` makes a context that ends when its own time is up *or* when its parent
//! ends, whichever comes first, and cancelling it does not touch the parent. In Rust async code has
//! `tokio_util::sync::CancellationToken` (it is not in `tokio`, and it knows no deadlines); for threads there is nothing, and
//! nothing is needed: it is a tree and a `Condvar`. Below is one that somebody began.
//!
//! Before you edit: a time limit is a duration, or a moment. Which of the two can be handed down through five calls?
//!
//! What must hold, with exactly the signatures below:
//!
//! - `Token::new()` is a token that is done when it is cancelled. `clone()` gives the same token once more. Threads share tokens.
//! - `child(limit)` gives a token that is done as soon as it is cancelled, or its parent is done, or `limit` has passed
//!   since `child` was called. A child's limit may be longer than what its parent has left; it is done with its parent
//!   nevertheless. No limit is too long: a child with `Duration::MAX` has none of its own.
//! - `cancel()` makes this token done, and all below it: children, and their children. Its parent, and the parent's other
//!   children, are not touched. To cancel what is done changes nothing. To drop a token cancels nothing.
//! - `is_done()` says so at once. What is done stays done.
//! - `wait_for(limit)` waits until the token is done, but no longer than `limit`, and says whether it was done in the end. It does
//!   not give up earlier; if it is done already, it says so at once. `Duration::MAX` is allowed.
//! - Everybody who waits for a token that is done gets up. Whoever learns that a token was cancelled sees what was written before.
//!
//! Whoever waits sleeps, and does not ask in a loop, not even once in a while.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// A reason to give up, that can be handed down.
#[derive(Clone)]
pub struct Token {
    state: Arc<State>,
}

struct State {
    cancelled: Mutex<bool>,
    changed: Condvar,
    limit: Duration,
}

impl Token {
    /// A token that is done when it is cancelled.
    pub fn new() -> Token {
        let (cancelled, changed) = (Mutex::new(false), Condvar::new());
        Token { state: Arc::new(State { cancelled, changed, limit: Duration::MAX }) }
    }

    /// A token that is done when it is cancelled, or this one is done, or the time is up.
    pub fn child(&self, limit: Duration) -> Token {
        // TODO: what will the child know of its parent tomorrow?
        let (cancelled, changed) = (Mutex::new(self.is_done()), Condvar::new());
        Token { state: Arc::new(State { cancelled, changed, limit }) }
    }

    /// Makes this token and all below it done.
    pub fn cancel(&self) {
        // TODO: and who is below it?
        *self.state.cancelled.lock().unwrap() = true;
        self.state.changed.notify_one();
    }

    /// Whether it is done.
    pub fn is_done(&self) -> bool {
        // TODO: what time is it?
        *self.state.cancelled.lock().unwrap()
    }

    /// Waits until it is done, but no longer than `limit`; whether it was done in the end.
    pub fn wait_for(&self, limit: Duration) -> bool {
        // TODO: a limit that begins to count here, each time.
        let (state, limit) = (&self.state, limit.min(self.state.limit));
        let cancelled = state.cancelled.lock().unwrap();
        let (cancelled, time) =
            state.changed.wait_timeout_while(cancelled, limit, |c| !*c).unwrap();
        *cancelled || (time.timed_out() && limit == state.limit)
    }
}

impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
