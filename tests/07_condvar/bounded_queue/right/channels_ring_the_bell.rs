//! The waiting is done at channels: a message in one of them says "look again", and whoever looks passes it on.

use std::collections::VecDeque;
use std::sync::Mutex;

use crossbeam::channel::{Receiver, Sender, bounded};

/// A bell that remembers that it was rung.
struct Bell(Sender<()>, Receiver<()>);

impl Bell {
    fn new() -> Bell {
        let (ring, heard) = bounded(1);
        Bell(ring, heard)
    }

    fn ring(&self) {
        // Full: it is ringing already.
        let _ = self.0.try_send(());
    }

    fn wait(&self) {
        let _ = self.1.recv();
    }
}

struct Inner<T> {
    items: VecDeque<T>,
    closed: bool,
}

pub struct BoundedQueue<T> {
    capacity: usize,
    inner: Mutex<Inner<T>>,
    items: Bell,
    room: Bell,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> BoundedQueue<T> {
        BoundedQueue {
            capacity: capacity.max(1),
            inner: Mutex::new(Inner { items: VecDeque::new(), closed: false }),
            items: Bell::new(),
            room: Bell::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), T> {
        loop {
            let mut inner = self.inner.lock().unwrap();
            if inner.closed {
                self.room.ring();
                return Err(item);
            }
            if inner.items.len() < self.capacity {
                inner.items.push_back(item);
                self.items.ring();
                // There may be room for one more, and one more who waits for it.
                if inner.items.len() < self.capacity {
                    self.room.ring();
                }
                return Ok(());
            }
            drop(inner);
            self.room.wait();
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let mut inner = self.inner.lock().unwrap();
            if let Some(item) = inner.items.pop_front() {
                self.room.ring();
                if !inner.items.is_empty() || inner.closed {
                    self.items.ring();
                }
                return Some(item);
            }
            if inner.closed {
                self.items.ring();
                return None;
            }
            drop(inner);
            self.items.wait();
        }
    }

    pub fn close(&self) {
        self.inner.lock().unwrap().closed = true;
        self.items.ring();
        self.room.ring();
    }
}
