//@ caught-by: test
//@ says: The root has a bell. A child, which would have to listen to several, wakes up every millisecond to look at its parents: a thousand calls that wait keep a processor busy.
//@ fails: whoever_waits_below_sleeps
//@ sort: tempting

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Token {
    state: Arc<State>,
}

struct State {
    cancelled: Mutex<bool>,
    changed: Condvar,
    parent: Option<Token>,
    deadline: Option<Instant>,
}

impl Token {
    pub fn new() -> Token {
        let (cancelled, changed) = (Mutex::new(false), Condvar::new());
        Token { state: Arc::new(State { cancelled, changed, parent: None, deadline: None }) }
    }

    pub fn child(&self, limit: Duration) -> Token {
        let (cancelled, changed) = (Mutex::new(false), Condvar::new());
        let deadline = Instant::now().checked_add(limit);
        Token {
            state: Arc::new(State { cancelled, changed, parent: Some(self.clone()), deadline }),
        }
    }

    pub fn cancel(&self) {
        *self.state.cancelled.lock().unwrap() = true;
        self.state.changed.notify_all();
    }

    pub fn is_done(&self) -> bool {
        self.state.deadline.is_some_and(|deadline| deadline <= Instant::now())
            || *self.state.cancelled.lock().unwrap()
            || self.state.parent.as_ref().is_some_and(Token::is_done)
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let begun = Instant::now();
        if self.state.parent.is_none() {
            let cancelled = self.state.cancelled.lock().unwrap();
            return *self.state.changed.wait_timeout_while(cancelled, limit, |c| !*c).unwrap().0;
        }
        loop {
            if self.is_done() {
                return true;
            }
            let left = limit.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return false;
            }
            thread::sleep(left.min(Duration::from_millis(1)));
        }
    }
}

impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
