//@ caught-by: model
//@ says: The end is announced by an atomic that is set without the lock, between a question and the waiting: the notification comes too early, and there is no other.
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

pub struct BoundedQueue<T> {
    capacity: usize,
    items: Mutex<VecDeque<T>>,
    closed: AtomicBool,
    not_empty: Condvar,
    not_full: Condvar,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> BoundedQueue<T> {
        BoundedQueue {
            capacity: capacity.max(1),
            items: Mutex::new(VecDeque::new()),
            closed: AtomicBool::new(false),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), T> {
        let mut items = self.items.lock().unwrap();
        while items.len() == self.capacity && !self.closed.load(Ordering::SeqCst) {
            items = self.not_full.wait(items).unwrap();
        }
        if self.closed.load(Ordering::SeqCst) {
            return Err(item);
        }
        items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap();
        while items.is_empty() && !self.closed.load(Ordering::SeqCst) {
            items = self.not_empty.wait(items).unwrap();
        }
        let item = items.pop_front();
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}
