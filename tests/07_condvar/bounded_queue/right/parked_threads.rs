//! No `Condvar`: two lists of parked threads, and each change unparks all of the list that it concerns.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread::{self, Thread};

struct Inner<T> {
    items: VecDeque<T>,
    closed: bool,
    for_room: Vec<Thread>,
    for_items: Vec<Thread>,
}

pub struct BoundedQueue<T> {
    capacity: usize,
    inner: Mutex<Inner<T>>,
}

fn unpark_all(waiting: &mut Vec<Thread>) {
    waiting.drain(..).for_each(|thread| thread.unpark());
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> BoundedQueue<T> {
        let inner = Inner {
            items: VecDeque::with_capacity(capacity.max(1)),
            closed: false,
            for_room: Vec::new(),
            for_items: Vec::new(),
        };
        BoundedQueue { capacity: capacity.max(1), inner: Mutex::new(inner) }
    }

    pub fn push(&self, item: T) -> Result<(), T> {
        loop {
            let mut inner = self.inner.lock().unwrap();
            if inner.closed {
                return Err(item);
            }
            if inner.items.len() < self.capacity {
                inner.items.push_back(item);
                unpark_all(&mut inner.for_items);
                return Ok(());
            }
            inner.for_room.push(thread::current());
            drop(inner);
            thread::park();
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let mut inner = self.inner.lock().unwrap();
            if let Some(item) = inner.items.pop_front() {
                unpark_all(&mut inner.for_room);
                return Some(item);
            }
            if inner.closed {
                return None;
            }
            inner.for_items.push(thread::current());
            drop(inner);
            thread::park();
        }
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.closed = true;
        unpark_all(&mut inner.for_room);
        unpark_all(&mut inner.for_items);
    }
}
