//@ caught-by: test
//@ says: The limit is kept as a duration, and begins to count with each wait: five calls have five times as much, and while nobody waits no time passes.
//@ fails: it_counts_from_the_beginning
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
    limit: Duration,
    bell: Arc<(Mutex<()>, Condvar)>,
}

impl Token {
    pub fn new() -> Token {
        Token::make(None, Duration::MAX, Arc::default())
    }

    pub fn child(&self, limit: Duration) -> Token {
        Token::make(Some(self.clone()), limit.min(self.node.limit), Arc::clone(&self.node.bell))
    }

    pub fn cancel(&self) {
        let _asking = self.node.bell.0.lock().unwrap();
        self.node.cancelled.store(true, Ordering::Release);
        self.node.bell.1.notify_all();
    }

    pub fn is_done(&self) -> bool {
        self.node.limit.is_zero() || self.is_cancelled()
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let own = self.node.limit <= limit;
        let limit = limit.min(self.node.limit);
        let begun = Instant::now();
        let (lock, bell) = &*self.node.bell;
        let asking = lock.lock().unwrap();
        drop(bell.wait_timeout_while(asking, limit, |()| !self.is_cancelled()).unwrap());
        if own && begun.elapsed() >= limit {
            self.node.cancelled.store(true, Ordering::Release);
        }
        self.is_done()
    }

    fn make(parent: Option<Token>, limit: Duration, bell: Arc<(Mutex<()>, Condvar)>) -> Token {
        Token { node: Arc::new(Node { parent, cancelled: AtomicBool::new(false), limit, bell }) }
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
