//@ caught-by: model
//@ says: The reader tells the publisher only when nothing waits any more. There was room when the first message had been read, and the publisher slept on.
//@ fails: one_read_makes_room
//@ kind: deadlock
//@ sort: boundary

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};

/// What is done with a message for which a subscription has no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    /// `publish` waits.
    Wait,
    /// The oldest message that waits has to go.
    DropOldest,
    /// The subscription has to go.
    Disconnect,
}

/// Passes on what is published to all who have subscribed.
pub struct Broker<T> {
    subscribers: Mutex<Vec<Arc<Mailbox<T>>>>,
}

struct Inside<T> {
    waiting: VecDeque<T>,
    missed: u64,
    closed: bool,
}

/// What waits for one subscriber.
struct Mailbox<T> {
    inside: Mutex<Inside<T>>,
    changed: Condvar,
    room: usize,
    when_full: WhenFull,
}

/// Reads what is published, until it is dropped.
pub struct Subscription<T> {
    mailbox: Arc<Mailbox<T>>,
}

impl<T> Mailbox<T> {
    fn put(&self, message: T) -> bool {
        let mut inside = self.inside.lock().unwrap();
        while !inside.closed && inside.waiting.len() >= self.room {
            match self.when_full {
                WhenFull::Wait => inside = self.changed.wait(inside).unwrap(),
                WhenFull::DropOldest => {
                    inside.waiting.pop_front();
                    inside.missed += 1;
                }
                WhenFull::Disconnect => {
                    inside.closed = true;
                    self.changed.notify_all();
                }
            }
        }
        if inside.closed {
            return false;
        }
        inside.waiting.push_back(message);
        self.changed.notify_all();
        true
    }

    fn close(&self) {
        self.inside.lock().unwrap().closed = true;
        self.changed.notify_all();
    }
}

impl<T: Clone> Broker<T> {
    /// Nobody has subscribed.
    pub fn new() -> Broker<T> {
        Broker { subscribers: Mutex::new(Vec::new()) }
    }

    /// Subscribes to all that is published from now on.
    pub fn subscribe(&self, room: usize, when_full: WhenFull) -> Subscription<T> {
        let mailbox = Arc::new(Mailbox {
            inside: Mutex::new(Inside { waiting: VecDeque::new(), missed: 0, closed: false }),
            changed: Condvar::new(),
            room: room.max(1),
            when_full,
        });
        self.subscribers.lock().unwrap().push(Arc::clone(&mailbox));
        Subscription { mailbox }
    }

    /// Gives `message` to all who have subscribed; to how many.
    pub fn publish(&self, message: T) -> usize {
        let subscribers = {
            let mut subscribers = self.subscribers.lock().unwrap();
            subscribers.retain(|mailbox| !mailbox.inside.lock().unwrap().closed);
            subscribers.clone()
        };
        subscribers.iter().filter(|mailbox| mailbox.put(message.clone())).count()
    }
}

impl<T> Drop for Broker<T> {
    fn drop(&mut self) {
        for mailbox in self.subscribers.lock().unwrap().iter() {
            mailbox.close();
        }
    }
}

impl<T> Subscription<T> {
    /// Waits for the next message; none if there never will be one.
    pub fn recv(&mut self) -> Option<T> {
        let inside = self.mailbox.inside.lock().unwrap();
        let mut inside = self
            .mailbox
            .changed
            .wait_while(inside, |inside| inside.waiting.is_empty() && !inside.closed)
            .unwrap();
        let message = inside.waiting.pop_front();
        if inside.waiting.is_empty() {
            self.mailbox.changed.notify_all();
        }
        message
    }

    /// How many messages have gone, because there was no room for newer ones.
    pub fn missed(&self) -> u64 {
        self.mailbox.inside.lock().unwrap().missed
    }
}

impl<T> Drop for Subscription<T> {
    fn drop(&mut self) {
        self.mailbox.close();
    }
}

impl<T: Clone> Default for Broker<T> {
    fn default() -> Broker<T> {
        Broker::new()
    }
}
