//@ caught-by: model
//@ says: The token under the lock is good, and is renewed once more because it has the number of the old one. The question is whether it is good now.
//@ sort: tempting

use std::sync::{Mutex, PoisonError, RwLock};

/// What requests are signed with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its number.
    pub id: u64,
    /// The first second in which it is not good any more.
    pub expires: u64,
}

pub struct Session {
    token: RwLock<Token>,
    renewing: Mutex<()>,
}

impl Session {
    pub fn new(token: Token) -> Session {
        Session { token: RwLock::new(token), renewing: Mutex::new(()) }
    }

    pub fn inspect<R>(&self, read: impl FnOnce(&Token) -> R) -> R {
        let token = *self.token.read().unwrap();
        read(&token)
    }

    pub fn remaining(&self, now: u64) -> u64 {
        self.token.read().unwrap().expires.saturating_sub(now)
    }

    pub fn summary(&self, now: u64) -> String {
        let token = *self.token.read().unwrap();
        format!("token {}: {} s", token.id, token.expires.saturating_sub(now))
    }

    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        let token = *self.token.read().unwrap();
        if token.expires > now {
            return token;
        }
        let _renewing = self.renewing.lock().unwrap_or_else(PoisonError::into_inner);
        let current = *self.token.read().unwrap();
        if current.id != token.id && current.expires > now {
            return current;
        }
        let token = renew();
        *self.token.write().unwrap() = token;
        token
    }
}
