//! The token in a cell that is loaded and stored as a whole, and a lock only for renewing.

use crossbeam::atomic::AtomicCell;
use std::sync::{Mutex, PoisonError};

/// What requests are signed with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its number.
    pub id: u64,
    /// The first second in which it is not good any more.
    pub expires: u64,
}

pub struct Session {
    token: AtomicCell<Token>,
    renewing: Mutex<()>,
}

impl Session {
    pub fn new(token: Token) -> Session {
        Session { token: AtomicCell::new(token), renewing: Mutex::new(()) }
    }

    pub fn inspect<R>(&self, read: impl FnOnce(&Token) -> R) -> R {
        let token = self.token.load();
        read(&token)
    }

    pub fn remaining(&self, now: u64) -> u64 {
        self.token.load().expires.saturating_sub(now)
    }

    pub fn summary(&self, now: u64) -> String {
        let token = self.token.load();
        format!("token {}: {} s", token.id, token.expires.saturating_sub(now))
    }

    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        let token = self.token.load();
        if token.expires > now {
            return token;
        }
        let _renewing = self.renewing.lock().unwrap_or_else(PoisonError::into_inner);
        let token = self.token.load();
        if token.expires > now {
            return token;
        }
        let token = renew();
        self.token.store(token);
        token
    }
}
