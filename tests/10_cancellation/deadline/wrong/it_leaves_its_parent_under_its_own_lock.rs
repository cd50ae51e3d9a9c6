//@ caught-by: model
//@ says: The parent is cancelled and holds its lock, going down to the child; the child is cancelled and holds its own, going up to leave the parent's list. Each waits for the other. Go has given its own lock back before it goes up.
//@ fails: both_are_cancelled
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::{Arc, Condvar, Mutex, Weak};
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Token {
    node: Arc<Node>,
}

type Link = Option<(Weak<Node>, u64)>;

struct Node {
    state: Mutex<State>,
    bell: Condvar,
    deadline: Option<Instant>,
    /// The parent, and this one's number in its list.
    parent: Link,
}

struct State {
    cancelled: bool,
    children: Vec<(u64, Token)>,
    next: u64,
}

impl Token {
    pub fn new() -> Token {
        Token::make(false, None, None)
    }

    pub fn child(&self, limit: Duration) -> Token {
        let deadline = match (Instant::now().checked_add(limit), self.node.deadline) {
            (Some(own), Some(above)) => Some(own.min(above)),
            (own, above) => own.or(above),
        };
        // Asking and joining the list are one step: a cancel comes before both, or finds the child.
        let mut state = self.node.state.lock().unwrap();
        let number = state.next;
        state.next += 1;
        let parent = Some((Arc::downgrade(&self.node), number));
        let child = Token::make(state.cancelled, deadline, parent);
        state.children.push((number, child.clone()));
        child
    }

    pub fn cancel(&self) {
        self.cancel_and_leave(true);
    }

    fn cancel_and_leave(&self, leave: bool) {
        let mut state = self.node.state.lock().unwrap();
        if state.cancelled {
            return;
        }
        state.cancelled = true;
        self.node.bell.notify_all();
        for (_, child) in state.children.drain(..) {
            // Their list is this one, which is being emptied.
            child.cancel_and_leave(false);
        }
        // Nobody above has to tell it any more.
        if leave
            && let Some((parent, number)) = &self.node.parent
            && let Some(parent) = parent.upgrade()
        {
            parent.state.lock().unwrap().children.retain(|(other, _)| other != number);
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

    fn make(cancelled: bool, deadline: Option<Instant>, parent: Link) -> Token {
        let state = Mutex::new(State { cancelled, children: Vec::new(), next: 0 });
        Token { node: Arc::new(Node { state, bell: Condvar::new(), deadline, parent }) }
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
