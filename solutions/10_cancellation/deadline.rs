//! A moment instead of a duration, a way up to the parent, and one bell for the whole tree.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// A reason to give up, that can be handed down.
#[derive(Clone)]
pub struct Token {
    node: Arc<Node>,
}

struct Node {
    /// A child keeps its parent alive, and not the other way round: a parent need not know its children.
    parent: Option<Token>,
    cancelled: AtomicBool,
    /// When it is over. `None`: there is no such moment.
    deadline: Option<Instant>,
    /// What everybody waits at, who waits for a token of this tree.
    bell: Arc<(Mutex<()>, Condvar)>,
}

impl Token {
    /// A token that is done when it is cancelled.
    pub fn new() -> Token {
        Token::make(None, None, Arc::default())
    }

    /// A token that is done when it is cancelled, or this one is done, or the time is up.
    pub fn child(&self, limit: Duration) -> Token {
        // A moment, and it does not move any more. `checked_add`, because some limits are longer than the clock can count. The parent's
        // may be earlier: take the earlier one once, and only the flags are left to be asked for on the way up.
        let own = Instant::now().checked_add(limit);
        let deadline = own.into_iter().chain(self.node.deadline).min();
        Token::make(Some(self.clone()), deadline, Arc::clone(&self.node.bell))
    }

    /// Makes this token and all below it done.
    pub fn cancel(&self) {
        // Under the lock that the waiting ones ask under: whoever has asked, and does not sleep yet, is not missed.
        let _asking = self.node.bell.0.lock().unwrap();
        self.node.cancelled.store(true, Ordering::Release);
        // All: at this bell there are also those for whom nothing has changed.
        self.node.bell.1.notify_all();
    }

    /// Whether it is done.
    pub fn is_done(&self) -> bool {
        self.is_late() || self.is_cancelled()
    }

    /// Waits until it is done, but no longer than `limit`; whether it was done in the end.
    pub fn wait_for(&self, limit: Duration) -> bool {
        let until_deadline =
            self.node.deadline.map(|moment| moment.saturating_duration_since(Instant::now()));
        let limit = until_deadline.map_or(limit, |left| limit.min(left));
        let (lock, bell) = &*self.node.bell;
        let asking = lock.lock().unwrap();
        drop(bell.wait_timeout_while(asking, limit, |()| !self.is_cancelled()).unwrap());
        // However the wait has ended: the answer is the state.
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

    /// It, or one above it.
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
