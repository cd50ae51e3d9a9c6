//! Go's way: nothing is ever sent, and the gate is open when the only sender has been dropped.

use std::sync::Mutex;
use std::time::Duration;

use crossbeam::channel::{Receiver, RecvTimeoutError, Sender, TryRecvError, bounded};

pub struct Gate {
    closed: Mutex<Option<Sender<()>>>,
    opened: Receiver<()>,
}

impl Gate {
    pub fn new() -> Gate {
        let (closed, opened) = bounded(0);
        Gate { closed: Mutex::new(Some(closed)), opened }
    }

    pub fn open(&self) {
        drop(self.closed.lock().unwrap().take());
    }

    pub fn is_open(&self) -> bool {
        self.opened.try_recv() == Err(TryRecvError::Disconnected)
    }

    pub fn wait(&self) {
        let _ = self.opened.recv();
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        self.opened.recv_timeout(limit) == Err(RecvTimeoutError::Disconnected) || self.is_open()
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
