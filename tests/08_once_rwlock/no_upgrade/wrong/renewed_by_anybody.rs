//@ caught-by: compile_fail
//@ says: The lock is public: any module can take it and write a token that nobody has renewed, or hold it and keep everybody out.
//@ sort: tempting

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    pub id: u64,
    pub expires: u64,
}

impl Token {
    fn remaining(&self, now: u64) -> u64 {
        self.expires.saturating_sub(now)
    }
}

pub struct Session {
    pub token: RwLock<Token>,
}

impl Session {
    pub fn new(token: Token) -> Session {
        Session { token: RwLock::new(token) }
    }

    pub fn inspect<R>(&self, read: impl FnOnce(&Token) -> R) -> R {
        read(&self.read())
    }

    pub fn remaining(&self, now: u64) -> u64 {
        self.read().remaining(now)
    }

    pub fn summary(&self, now: u64) -> String {
        let token = self.read();
        format!("token {}: {} s", token.id, token.remaining(now))
    }

    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        let token = *self.read();
        if token.remaining(now) > 0 {
            return token;
        }
        let mut token = self.token.write().unwrap_or_else(PoisonError::into_inner);
        if token.remaining(now) == 0 {
            *token = renew();
        }
        *token
    }

    fn read(&self) -> RwLockReadGuard<'_, Token> {
        self.token.read().unwrap_or_else(PoisonError::into_inner)
    }
}
