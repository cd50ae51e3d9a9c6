//! No thread has two guards, and nothing that was seen under the read guard is believed under the write guard.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// What requests are signed with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its number.
    pub id: u64,
    /// The first second in which it is not good any more.
    pub expires: u64,
}

impl Token {
    // What two methods need is a method of the *data*. It takes no lock, so it can be called under any.
    fn remaining(&self, now: u64) -> u64 {
        self.expires.saturating_sub(now)
    }
}

/// The token of a client, which all its threads use.
pub struct Session {
    token: RwLock<Token>,
}

impl Session {
    /// With this token, expired or not.
    pub fn new(token: Token) -> Session {
        Session { token: RwLock::new(token) }
    }

    /// Calls `read` with the token.
    pub fn inspect<R>(&self, read: impl FnOnce(&Token) -> R) -> R {
        read(&self.read())
    }

    /// For how many seconds the token is good.
    pub fn remaining(&self, now: u64) -> u64 {
        self.read().remaining(now)
    }

    /// One line for the status page.
    pub fn summary(&self, now: u64) -> String {
        // One guard for both numbers: so they belong together, and no second `read` can get stuck behind a writer that waits
        // for this one.
        let token = self.read();
        format!("token {}: {} s", token.id, token.remaining(now))
    }

    /// A token that is good at `now`, if `renew` can get one.
    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        // The read guard has no name and ends with this statement. With a name it would live on, and `write` below would wait
        // for it: that is the upgrade that does not exist.
        let token = *self.read();
        if token.remaining(now) > 0 {
            return token;
        }
        let mut token = self.token.write().unwrap_or_else(PoisonError::into_inner);
        // Between the guards somebody else may have renewed it. So the question is asked again, and it is the question, "is it
        // good for me now?", and not "is it another one?".
        if token.remaining(now) == 0 {
            // If this panics, nothing was written yet.
            *token = renew();
        }
        *token
    }

    /// A writer that panics poisons the lock, and has written nothing: see `token`.
    fn read(&self) -> RwLockReadGuard<'_, Token> {
        self.token.read().unwrap_or_else(PoisonError::into_inner)
    }
}
