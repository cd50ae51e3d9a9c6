//@ caught-by: model
//@ says: A token is a channel that is closed. A `Receiver` cannot be shared, so there is a lock around it, and whoever waits holds the lock: everybody else who only wants to ask waits for him. crossbeam's receiver can be shared, and a `Condvar` gives the lock back.
//@ fails: asked_while_somebody_waits
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Token {
    node: Arc<Node>,
}

struct Node {
    state: Mutex<State>,
    cancelled: Mutex<Receiver<()>>,
    deadline: Option<Instant>,
}

struct State {
    open: Option<Sender<()>>,
    children: Vec<Token>,
}

impl Token {
    pub fn new() -> Token {
        Token::make(None)
    }

    pub fn child(&self, limit: Duration) -> Token {
        let own = Instant::now().checked_add(limit);
        let deadline = own.into_iter().chain(self.node.deadline).min();
        let child = Token::make(deadline);
        let mut state = self.node.state.lock().unwrap();
        if state.open.is_none() {
            child.node.state.lock().unwrap().open = None;
        }
        state.children.push(child.clone());
        child
    }

    pub fn cancel(&self) {
        let children = {
            let mut state = self.node.state.lock().unwrap();
            state.open = None;
            std::mem::take(&mut state.children)
        };
        for child in children {
            child.cancel();
        }
    }

    pub fn is_done(&self) -> bool {
        self.is_late()
            || self.node.cancelled.lock().unwrap().try_recv() == Err(TryRecvError::Disconnected)
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let left = self.node.deadline.map(|end| end.saturating_duration_since(Instant::now()));
        let limit = left.map_or(limit, |left| limit.min(left));
        let cancelled = self.node.cancelled.lock().unwrap();
        cancelled.recv_timeout(limit) == Err(RecvTimeoutError::Disconnected) || self.is_late()
    }

    fn make(deadline: Option<Instant>) -> Token {
        let (open, cancelled) = mpsc::channel();
        let state = Mutex::new(State { open: Some(open), children: Vec::new() });
        Token { node: Arc::new(Node { state, cancelled: Mutex::new(cancelled), deadline }) }
    }

    fn is_late(&self) -> bool {
        self.node.deadline.is_some_and(|end| end <= Instant::now())
    }
}

impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
