//@ caught-by: model
//@ says: Whoever waits holds the lock of the one receiver. Whoever comes with a limit, or only asks, waits for that lock first, however long it takes.
//@ sort: tempting

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::Duration;

pub struct Gate {
    key: Mutex<Option<Sender<()>>>,
    opened: Mutex<Receiver<()>>,
}

impl Gate {
    pub fn new() -> Gate {
        let (key, opened) = mpsc::channel();
        Gate { key: Mutex::new(Some(key)), opened: Mutex::new(opened) }
    }

    pub fn open(&self) {
        drop(self.key.lock().unwrap().take());
    }

    pub fn is_open(&self) -> bool {
        self.opened.lock().unwrap().try_recv() == Err(TryRecvError::Disconnected)
    }

    pub fn wait(&self) {
        let _ = self.opened.lock().unwrap().recv();
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        self.opened.lock().unwrap().recv_timeout(limit) == Err(RecvTimeoutError::Disconnected)
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
