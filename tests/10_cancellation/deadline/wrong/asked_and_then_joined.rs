//@ caught-by: model
//@ says: The child asks its parent, and then joins its list: a cancel between the two has gone through the list already, and the child never hears of it.
//@ fails: a_child_is_made_meanwhile
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};
#[derive(Clone)]
pub struct Token {
    node: Arc<Node>,
}
struct Node {
    state: Mutex<bool>,
    bell: Condvar,
    deadline: Option<Instant>,
    children: Mutex<Vec<Token>>,
}
impl Token {
    fn make(done: bool, deadline: Option<Instant>) -> Token {
        Token {
            node: Arc::new(Node {
                state: Mutex::new(done),
                bell: Condvar::new(),
                deadline,
                children: Mutex::default(),
            }),
        }
    }
    pub fn new() -> Token {
        Token::make(false, None)
    }
    pub fn child(&self, limit: Duration) -> Token {
        let deadline =
            [Instant::now().checked_add(limit), self.node.deadline].into_iter().flatten().min();
        let child = Token::make(*self.node.state.lock().unwrap(), deadline);
        self.node.children.lock().unwrap().push(child.clone());
        child
    }
    pub fn cancel(&self) {
        *self.node.state.lock().unwrap() = true;
        self.node.bell.notify_all();
        for c in self.node.children.lock().unwrap().iter() {
            c.cancel();
        }
    }
    pub fn is_done(&self) -> bool {
        *self.node.state.lock().unwrap() || self.node.deadline.is_some_and(|d| Instant::now() >= d)
    }
    pub fn wait_for(&self, limit: Duration) -> bool {
        let left = self
            .node
            .deadline
            .map_or(limit, |d| limit.min(d.saturating_duration_since(Instant::now())));
        let g = self.node.state.lock().unwrap();
        let r = *self.node.bell.wait_timeout_while(g, left, |d| !*d).unwrap().0;
        r || self.is_done()
    }
}
impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
