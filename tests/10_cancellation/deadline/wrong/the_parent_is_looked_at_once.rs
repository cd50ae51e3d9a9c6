//@ caught-by: test
//@ says: The child looks at its parent when it is made, and never again: what happens to the parent later does not reach it.
//@ fails: a_tree_of_tokens
//@ sort: tempting

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Token {
    node: Arc<Node>,
}

struct Node {
    parent: Option<Token>,
    cancelled: AtomicBool,
    deadline: Option<Instant>,
    bell: Arc<(Mutex<()>, Condvar)>,
}

impl Token {
    pub fn new() -> Token {
        Token::make(None, None, Arc::default())
    }

    pub fn child(&self, limit: Duration) -> Token {
        let own = Instant::now().checked_add(limit);
        let deadline = own.into_iter().chain(self.node.deadline).min();
        let child = Token::make(None, deadline, Arc::clone(&self.node.bell));
        if self.is_done() {
            child.cancel();
        }
        child
    }

    pub fn cancel(&self) {
        let _asking = self.node.bell.0.lock().unwrap();
        self.node.cancelled.store(true, Ordering::Release);
        self.node.bell.1.notify_all();
    }

    pub fn is_done(&self) -> bool {
        self.is_late() || self.is_cancelled()
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let until_deadline =
            self.node.deadline.map(|moment| moment.saturating_duration_since(Instant::now()));
        let limit = until_deadline.map_or(limit, |left| limit.min(left));
        let (lock, bell) = &*self.node.bell;
        let asking = lock.lock().unwrap();
        drop(bell.wait_timeout_while(asking, limit, |()| !self.is_cancelled()).unwrap());
        self.is_done()
    }

    fn make(
        parent: Option<Token>,
        deadline: Option<Instant>,
        bell: Arc<(Mutex<()>, Condvar)>,
    ) -> Token {
        Token { node: Arc::new(Node { parent, cancelled: AtomicBool::new(false), deadline, bell }) }
    }

    fn is_late(&self) -> bool {
        self.node.deadline.is_some_and(|moment| moment <= Instant::now())
    }

    fn is_cancelled(&self) -> bool {
        let mut token = Some(self);
        while let Some(Token { node }) = token {
            if node.cancelled.load(Ordering::Acquire) {
                return true;
            }
            token = node.parent.as_ref();
        }
        false
    }
}

impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
