//! Two conditions, two `Condvar`s; one item wakes one, and the end wakes all.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

/// A queue that holds so many items and no more.
pub struct BoundedQueue<T> {
    capacity: usize,
    inner: Mutex<Inner<T>>,
    /// Waited for while the queue is empty.
    not_empty: Condvar,
    /// Waited for while the queue is full.
    not_full: Condvar,
}

struct Inner<T> {
    items: VecDeque<T>,
    closed: bool,
}

impl<T> BoundedQueue<T> {
    /// An empty queue for at most `capacity` items.
    pub fn new(capacity: usize) -> BoundedQueue<T> {
        let inner = Inner { items: VecDeque::new(), closed: false };
        BoundedQueue {
            capacity: capacity.max(1),
            inner: Mutex::new(inner),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
        }
    }

    /// Waits for room and puts `item` at the end; gives it back if the queue is closed.
    pub fn push(&self, item: T) -> Result<(), T> {
        // The predicate names everything that ends the waiting. Another pusher may take the room between the notification
        // and the moment in which this thread has the lock again: hence a loop (inside of `wait_while`), and not an `if`.
        let mut inner = self
            .not_full
            .wait_while(self.inner.lock().unwrap(), |inner| {
                inner.items.len() == self.capacity && !inner.closed
            })
            .unwrap();
        if inner.closed {
            return Err(item);
        }
        inner.items.push_back(item);
        // One item is for one thread, and all who wait at this `Condvar` wait for an item: whoever wakes can use it. That is
        // what makes `notify_one` right. At a `Condvar` for both, the one might wake who waits for room, go on waiting, and
        // the notification would be spent.
        self.not_empty.notify_one();
        Ok(())
    }

    /// Waits for an item and takes the first; `None` if the queue is closed and empty.
    pub fn pop(&self) -> Option<T> {
        let mut inner = self
            .not_empty
            .wait_while(self.inner.lock().unwrap(), |inner| inner.items.is_empty() && !inner.closed)
            .unwrap();
        // `None` only if closed *and* empty: both were asked under this guard.
        let item = inner.items.pop_front()?;
        self.not_full.notify_one();
        Some(item)
    }

    /// Nothing more comes in, and what is in goes out.
    pub fn close(&self) {
        self.inner.lock().unwrap().closed = true;
        // This is so for everybody, whatever they wait for.
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}
