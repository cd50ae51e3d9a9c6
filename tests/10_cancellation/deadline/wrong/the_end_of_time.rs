//@ caught-by: test
//@ says: `Instant::now() + limit` panics when there is no such moment.
//@ fails: a_tree_of_tokens
//@ sort: boundary

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
        let own = Some(Instant::now() + limit);
        let deadline = own.into_iter().chain(self.node.deadline).min();
        Token::make(Some(self.clone()), deadline, Arc::clone(&self.node.bell))
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
