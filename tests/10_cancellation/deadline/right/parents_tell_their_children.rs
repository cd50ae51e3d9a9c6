//! Downwards instead of upwards: each token has a lock, a bell and a list of its children, and cancelling goes down the tree.

use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Token {
    node: Arc<Node>,
}

struct Node {
    state: Mutex<State>,
    bell: Condvar,
    deadline: Option<Instant>,
}

struct State {
    cancelled: bool,
    children: Vec<Token>,
}

impl Token {
    pub fn new() -> Token {
        Token::make(false, None)
    }

    pub fn child(&self, limit: Duration) -> Token {
        let deadline = match (Instant::now().checked_add(limit), self.node.deadline) {
            (Some(own), Some(above)) => Some(own.min(above)),
            (own, above) => own.or(above),
        };
        // Asking and joining the list are one step: a cancel comes before both, or finds the child.
        let mut state = self.node.state.lock().unwrap();
        let child = Token::make(state.cancelled, deadline);
        state.children.push(child.clone());
        child
    }

    pub fn cancel(&self) {
        let children = {
            let mut state = self.node.state.lock().unwrap();
            state.cancelled = true;
            std::mem::take(&mut state.children)
        };
        self.node.bell.notify_all();
        for child in children {
            child.cancel();
        }
    }

    pub fn is_done(&self) -> bool {
        self.is_late() || self.node.state.lock().unwrap().cancelled
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let begun = Instant::now();
        let mut state = self.node.state.lock().unwrap();
        loop {
            if state.cancelled || self.is_late() {
                return true;
            }
            let mut left = limit.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return false;
            }
            if let Some(deadline) = self.node.deadline {
                left = left.min(deadline.saturating_duration_since(Instant::now()));
            }
            state = self.node.bell.wait_timeout(state, left).unwrap().0;
        }
    }

    fn make(cancelled: bool, deadline: Option<Instant>) -> Token {
        let state = Mutex::new(State { cancelled, children: Vec::new() });
        Token { node: Arc::new(Node { state, bell: Condvar::new(), deadline }) }
    }

    fn is_late(&self) -> bool {
        self.node.deadline.is_some_and(|deadline| deadline <= Instant::now())
    }
}

impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
