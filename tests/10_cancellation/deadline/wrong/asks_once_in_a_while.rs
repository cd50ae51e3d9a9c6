//@ caught-by: test
//@ says: Whoever waits wakes up every millisecond to ask. Nothing is forgotten, and a thousand tokens that wait keep a processor busy.
//@ sort: tempting

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Token {
    cancelled: Arc<AtomicBool>,
    end: Option<Instant>,
    parent: Option<Arc<Token>>,
}

impl Token {
    pub fn new() -> Token {
        Token { cancelled: Arc::default(), end: None, parent: None }
    }

    pub fn child(&self, limit: Duration) -> Token {
        let end = Instant::now().checked_add(limit);
        Token { cancelled: Arc::default(), end, parent: Some(Arc::new(self.clone())) }
    }

    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    pub fn is_done(&self) -> bool {
        self.cancelled.load(Ordering::Acquire)
            || self.end.is_some_and(|end| Instant::now() >= end)
            || self.parent.as_ref().is_some_and(|parent| parent.is_done())
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let begun = Instant::now();
        loop {
            if self.is_done() {
                return true;
            }
            if begun.elapsed() >= limit {
                return false;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
