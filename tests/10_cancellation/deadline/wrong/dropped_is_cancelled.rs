//@ caught-by: test
//@ says: A channel is closed when its sender is dropped, and here the sender goes with the token: whoever lets go of a parent has cancelled the child.
//@ fails: the_earlier_one_counts, nobody_holds_the_parent
//@ sort: boundary

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crossbeam::channel::{Receiver, Select, Sender, TryRecvError, bounded};

#[derive(Clone)]
pub struct Token {
    open: Arc<Mutex<Option<Sender<()>>>>,
    // Of this one, and of all above it.
    closed: Vec<Receiver<()>>,
    deadline: Option<Instant>,
}

impl Token {
    pub fn new() -> Token {
        let (open, closed) = bounded(0);
        Token { open: Arc::new(Mutex::new(Some(open))), closed: vec![closed], deadline: None }
    }

    pub fn child(&self, limit: Duration) -> Token {
        let mut child = Token::new();
        child.closed.extend(self.closed.iter().cloned());
        let own = Instant::now().checked_add(limit);
        child.deadline = match (own, self.deadline) {
            (Some(own), Some(above)) => Some(own.min(above)),
            (own, above) => own.or(above),
        };
        child
    }

    pub fn cancel(&self) {
        self.open.lock().unwrap().take();
    }

    pub fn is_done(&self) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= Instant::now())
            || self.closed.iter().any(|closed| closed.try_recv() == Err(TryRecvError::Disconnected))
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let mut any = Select::new();
        for closed in &self.closed {
            any.recv(closed);
        }
        let given_up = Instant::now().checked_add(limit);
        match given_up.into_iter().chain(self.deadline).min() {
            Some(moment) => {
                let _ = any.ready_deadline(moment);
            }
            None => {
                any.ready();
            }
        }
        self.is_done()
    }
}

impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
