//! Whoever renews says so, and the others wait for that; nobody holds a lock while a callback runs.

use std::sync::{Condvar, Mutex};

/// What requests are signed with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its number.
    pub id: u64,
    /// The first second in which it is not good any more.
    pub expires: u64,
}

struct Renewing<'a>(&'a Session);
impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        self.0.token.lock().unwrap().1 = false;
        self.0.renewed.notify_all();
    }
}

pub struct Session {
    token: Mutex<(Token, bool)>,
    renewed: Condvar,
}

impl Session {
    pub fn new(token: Token) -> Session {
        Session { token: Mutex::new((token, false)), renewed: Condvar::new() }
    }

    pub fn inspect<R>(&self, read: impl FnOnce(&Token) -> R) -> R {
        let token = self.token.lock().unwrap().0;
        read(&token)
    }

    pub fn remaining(&self, now: u64) -> u64 {
        self.token.lock().unwrap().0.expires.saturating_sub(now)
    }

    pub fn summary(&self, now: u64) -> String {
        let token = self.token.lock().unwrap().0;
        format!("token {}: {} s", token.id, token.expires.saturating_sub(now))
    }

    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        let mut state = self.token.lock().unwrap();
        loop {
            if state.0.expires > now {
                return state.0;
            }
            if !state.1 {
                break;
            }
            state = self.renewed.wait(state).unwrap();
        }
        state.1 = true;
        drop(state);
        let _renewing = Renewing(self);
        let token = renew();
        self.token.lock().unwrap().0 = token;
        token
    }
}
