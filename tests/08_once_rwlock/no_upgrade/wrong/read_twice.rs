//@ caught-by: model
//@ says: The status page reads, and reads again while it has the first guard. A renewal that waits in between keeps the second one out, and waits for the first.
//@ fails: the_status_page_beside_a_renewal
//@ kind: deadlock
//@ sort: schedule-only

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
        let token = self.read();
        let remaining = self.remaining(now);
        format!("token {}: {remaining} s", token.id)
    }

    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        let token = *self.read();
        if token.expires > now {
            return token;
        }
        let mut token = self.write();
        if token.expires <= now {
            *token = renew();
        }
        *token
    }

    fn read(&self) -> RwLockReadGuard<'_, Token> {
        self.token.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Token> {
        self.token.write().unwrap_or_else(PoisonError::into_inner)
    }
}
