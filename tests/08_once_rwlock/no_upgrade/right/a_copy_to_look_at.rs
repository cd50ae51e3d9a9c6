//! A `Mutex` whose guard lives for one copy: so short that readers do not mind. The callback looks at the copy.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    pub id: u64,
    pub expires: u64,
}

struct State {
    token: Token,
    renewing: bool,
}

pub struct Session {
    state: Mutex<State>,
    renewed: Condvar,
}

impl Session {
    pub fn new(token: Token) -> Session {
        Session { state: Mutex::new(State { token, renewing: false }), renewed: Condvar::new() }
    }

    pub fn inspect<R>(&self, read: impl FnOnce(&Token) -> R) -> R {
        let token = self.locked().token;
        read(&token)
    }

    pub fn remaining(&self, now: u64) -> u64 {
        self.locked().token.expires.saturating_sub(now)
    }

    pub fn summary(&self, now: u64) -> String {
        self.inspect(|token| format!("token {}: {} s", token.id, token.expires.saturating_sub(now)))
    }

    pub fn token(&self, now: u64, renew: impl FnOnce() -> Token) -> Token {
        let mut state = self.locked();
        loop {
            if state.token.expires > now {
                return state.token;
            }
            if !state.renewing {
                break;
            }
            state = self.renewed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.renewing = true;
        drop(state);
        let _renewing = Renewing(self);
        let token = renew();
        self.locked().token = token;
        token
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Renewing<'a>(&'a Session);

impl Drop for Renewing<'_> {
    fn drop(&mut self) {
        self.0.locked().renewing = false;
        self.0.renewed.notify_all();
    }
}
