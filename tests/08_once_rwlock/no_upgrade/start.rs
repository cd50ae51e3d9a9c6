//! # The token that nobody could renew
//!
//! A client signs its requests with a token that is good for an hour. All its threads read it; whoever finds it expired
//! renews it. The first version hung at the first renewal. That was mended by somebody who turned the second `read` into a
//! `clone` and went home; now it renews, sometimes twice, and on the status page a token sometimes has the time of the one
//! after it. And once in a month the status page hangs, and all requests behind it.
//!
//! Go's `RWMutex` has the same two rules, in its documentation: a read lock cannot be upgraded to a write lock, and it
//! must not be taken twice by one goroutine, since a writer that waits in between keeps the second one out. Rust's
//! `RwLock` has no method for the first either, and promises nothing for the second.
//!
//! Before you edit: a thread has a read guard and calls something that takes another one. When is that harmless, and
//! what has to come in between for it to wait for ever?
//!
//! What must hold:
//!
//! - Keep the signatures and `Token`. Threads share one `&Session`. The callbacks are called on the caller's thread and do
//!   not use the session. No field of `Session` is public.
//! - `token(now, renew)`: if the session's token is good at `now` (`expires > now`), returns it, and `renew` is not called. If
//!   not, calls `renew`, and what that returned is the session's token and is returned: once, even if it is not good either.
//! - Of those who come together for an expired token, one renews it. The others take what it got, if that is good for
//!   *their* `now`. Two `renew`s never run at the same time.
//! - `inspect(read)` calls `read` with the token. Whoever reads keeps nobody from reading: `read`s run at the same time, and
//!   beside them `remaining`, `summary`, and `token` where the token is good.
//! - `summary(now)` is `"token 7: 30 s"`: both numbers are of the same token, under every schedule.
//! - Whoever reads, and whoever renews, gets on, whoever else comes in between.
//! - A callback that panics: the panic goes on to its caller, the token is what it was, and everybody goes on working.

use std::sync::RwLock;

/// What requests are signed with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its number.
    pub id: u64,
    /// The first second in which it is not good any more.
    pub expires: u64,
}

/// The token of a client, which all its threads use.
pub struct Session {
    pub token: RwLock<Token>,
}

impl Session {
    /// With this token, expired or not.
    pub fn new(token: Token) -> Session {
        Session { token: RwLock::new(token) }
    }

    /// Calls `read` with the token.
    pub fn inspect<R>(&self, read: impl FnOnce(&Token) -> R) -> R {
        read(&self.token.read().unwrap())
    }

    /// For how many seconds the token is good.
    pub fn remaining(&self, now: u64) -> u64 {
        self.token.read().unwrap().expires.saturating_sub(now)
    }

    /// One line for the status page.
    pub fn summary(&self, now: u64) -> String {
        let token = self.token.read().unwrap();
        // TODO: this thread reads already. Who may wait for the lock by now?
        let remaining = self.remaining(now);
        format!("token {}: {remaining} s", token.id)
    }

    /// A token that is good at `now`, if `renew` can get one.
    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        let token = *self.token.read().unwrap();
        if token.expires > now {
            return token;
        }
        // TODO: `token` is a copy from some time ago. And what if `renew` panics, in this line or in the next one?
        let token = renew();
        *self.token.write().unwrap() = token;
        token
    }
}
