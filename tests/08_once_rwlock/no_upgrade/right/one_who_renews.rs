//! A lock of its own for renewing, so that whoever only reads need not wait for the server; the write lock is held for a store.

use std::sync::Mutex;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    pub id: u64,
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
        read(&self.read())
    }

    pub fn remaining(&self, now: u64) -> u64 {
        self.read().expires.saturating_sub(now)
    }

    pub fn summary(&self, now: u64) -> String {
        let token = *self.read();
        format!("token {}: {} s", token.id, token.expires.saturating_sub(now))
    }

    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        let token = *self.read();
        if token.expires > now {
            return token;
        }
        let _renewing = self.renewing.lock().unwrap_or_else(PoisonError::into_inner);
        let token = *self.read();
        if token.expires > now {
            return token;
        }
        let token = renew();
        *self.write() = token;
        token
    }

    fn read(&self) -> RwLockReadGuard<'_, Token> {
        self.token.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Token> {
        self.token.write().unwrap_or_else(PoisonError::into_inner)
    }
}
