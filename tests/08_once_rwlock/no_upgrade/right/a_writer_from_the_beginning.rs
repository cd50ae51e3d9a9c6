//! If a good token is not there at once, the write lock, a question, and perhaps a renewal; and the guard is turned into a reader's.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    pub id: u64,
    pub expires: u64,
}

pub struct Session {
    token: RwLock<Token>,
}

impl Session {
    pub fn new(token: Token) -> Session {
        Session { token: RwLock::new(token) }
    }

    pub fn inspect<R>(&self, read: impl FnOnce(&Token) -> R) -> R {
        read(&self.read())
    }

    pub fn remaining(&self, now: u64) -> u64 {
        self.read().expires.saturating_sub(now)
    }

    pub fn summary(&self, now: u64) -> String {
        self.inspect(|token| format!("token {}: {} s", token.id, token.expires.saturating_sub(now)))
    }

    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        if let Some(token) = self.inspect(|token| (token.expires > now).then_some(*token)) {
            return token;
        }
        let mut writing = self.write();
        if writing.expires <= now {
            *writing = renew();
        }
        let reading = RwLockWriteGuard::downgrade(writing);
        *reading
    }

    fn read(&self) -> RwLockReadGuard<'_, Token> {
        self.token.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Token> {
        self.token.write().unwrap_or_else(PoisonError::into_inner)
    }
}
