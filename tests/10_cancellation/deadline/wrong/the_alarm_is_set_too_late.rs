//@ caught-by: test
//@ says: `is_done` asks the parent as well, but whoever sleeps has set the alarm to the child's own end: when the parent's time is up nobody wakes up.
//@ sort: tempting

use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Token {
    node: Arc<Node>,
}

/// One lock and one bell for the whole tree.
struct Tree {
    cancelled: Mutex<()>,
    changed: Condvar,
}
struct Node {
    tree: Arc<Tree>,
    cancelled: std::sync::atomic::AtomicBool,
    parent: Option<Arc<Node>>,
    end: Option<Instant>,
}
use std::sync::atomic::Ordering::SeqCst;
impl Node {
    fn done(&self) -> bool {
        let now = Instant::now();
        let mut at = Some(self);
        while let Some(n) = at {
            if n.cancelled.load(SeqCst) || n.end.is_some_and(|e| now >= e) {
                return true;
            }
            at = n.parent.as_deref();
        }
        false
    }
}
impl Token {
    pub fn new() -> Token {
        let tree = Arc::new(Tree { cancelled: Mutex::new(()), changed: Condvar::new() });
        Token { node: Arc::new(Node { tree, cancelled: false.into(), parent: None, end: None }) }
    }
    pub fn child(&self, limit: Duration) -> Token {
        let own = Instant::now().checked_add(limit);
        let end = own;
        Token {
            node: Arc::new(Node {
                tree: Arc::clone(&self.node.tree),
                cancelled: false.into(),
                parent: Some(Arc::clone(&self.node)),
                end,
            }),
        }
    }
    pub fn cancel(&self) {
        let lock = self.node.tree.cancelled.lock().unwrap();
        self.node.cancelled.store(true, SeqCst);
        drop(lock);
        self.node.tree.changed.notify_all();
    }
    pub fn is_done(&self) -> bool {
        self.node.done()
    }
    pub fn wait_for(&self, limit: Duration) -> bool {
        let end = Instant::now().checked_add(limit);
        let tree = &self.node.tree;
        let mut lock = tree.cancelled.lock().unwrap();
        loop {
            if self.node.done() {
                return true;
            }
            let now = Instant::now();
            if end.is_some_and(|e| now >= e) {
                return false;
            }
            let until = match (end, self.node.end) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            lock = match until {
                Some(u) => {
                    tree.changed.wait_timeout(lock, u.saturating_duration_since(now)).unwrap().0
                }
                None => tree.changed.wait(lock).unwrap(),
            };
        }
    }
}

impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
