//! # The queue with a bell for everybody
//!
//! Requests are queued for a few workers, and at most `capacity` of them may wait. The queue has a lock,
//! and one bell: whoever changes something rings it, and one of those who wait wakes up. Some evenings
//! the service stands still, with requests in the queue and workers that sleep. And it cannot be
//! shut down: a worker that waits never hears that there is nothing to wait for any more.
//!
//! Go has this queue built in: `make(chan T, n)`, and `close`. With a `sync.Cond` you would write it
//! yourself. Its `Signal` and Rust's `notify_one` promise the same, and it is little: *one* of those who
//! wait wakes up, and you do not choose which.
//!
//! Before you edit: a worker takes the only request out of a full queue, and rings the bell. Two threads
//! wait: one for room, the other one for a request. Which of them wakes up, and what does it do?
//!
//! What must hold:
//!
//! - Keep all signatures. `BoundedQueue::new(capacity)` is empty and holds at most `capacity` items. 0 counts as
//!   1. Threads share one `&BoundedQueue<T>`. Any `T` will do that may be sent: it need not be `Clone`,
//!   `Default` or anything else.
//! - `push(item)` waits while the queue is full, puts the item at the end, and returns `Ok(())`.
//! - `pop()` waits while the queue is empty, and takes the first item.
//! - `close()` ends it. From then on `push` puts nothing in, and gives the item back: `Err(item)`. So does a `push`
//!   that was waiting for room. What is in the queue can still be popped; when it is empty, `pop` returns
//!   `None`, also one that was waiting. To close a closed queue changes nothing.
//! - Nothing is lost or doubled, and nobody sleeps although there is something for them to do.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

/// A queue that holds so many items and no more.
pub struct BoundedQueue<T> {
    capacity: usize,
    inner: Mutex<Inner<T>>,
    // TODO: what do those wait for who wait here?
    changed: Condvar,
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
            changed: Condvar::new(),
        }
    }

    /// Waits for room and puts `item` at the end; gives it back if the queue is closed.
    pub fn push(&self, item: T) -> Result<(), T> {
        let mut inner = self.inner.lock().unwrap();
        // TODO: what else may have happened when this wait is over?
        if inner.items.len() == self.capacity && !inner.closed {
            inner = self.changed.wait(inner).unwrap();
        }
        if inner.closed {
            return Err(item);
        }
        inner.items.push_back(item);
        self.changed.notify_one();
        Ok(())
    }

    /// Waits for an item and takes the first; `None` if the queue is closed and empty.
    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        while inner.items.is_empty() && !inner.closed {
            inner = self.changed.wait(inner).unwrap();
        }
        let item = inner.items.pop_front();
        self.changed.notify_one();
        item
    }

    /// Nothing more comes in, and what is in goes out.
    pub fn close(&self) {
        // TODO: who does not know of this?
        self.inner.lock().unwrap().closed = true;
    }
}
