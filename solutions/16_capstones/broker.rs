//! Two kinds of locks, and never one inside the other: the list says who is there, a mailbox what waits for one of them. `publish`
//! looks at the list, lets go of it, and only then may have to wait, at one mailbox, for the one who owns it.

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

/// Who is there. Broker and subscriptions have it in common, so that whoever leaves can take itself out.
type List<T> = Arc<Mutex<Vec<Arc<Mailbox<T>>>>>;

/// Passes on what is published to all who have subscribed.
pub struct Broker<T> {
    list: List<T>,
}

/// What waits for one subscriber.
struct Mailbox<T> {
    room: usize,
    when_full: WhenFull,
    state: Mutex<State<T>>,
    /// A message has come, or none will.
    filled: Condvar,
    /// There is room, or nobody who could make some.
    emptied: Condvar,
}

struct State<T> {
    waiting: VecDeque<T>,
    missed: u64,
    /// Nothing more comes in: the broker is gone, the subscriber is, or it was too slow.
    closed: bool,
}

impl<T> Mailbox<T> {
    /// Puts a message in, as this subscriber wants it; whether it is in there now.
    fn put(&self, message: T) -> bool {
        let mut state = self.state.lock().unwrap();
        match self.when_full {
            // A condition of two halves, and both are changed under this lock: it reads, or it leaves.
            WhenFull::Wait => {
                state = self
                    .emptied
                    .wait_while(state, |state| state.waiting.len() >= self.room && !state.closed)
                    .unwrap();
            }
            WhenFull::DropOldest => {
                while state.waiting.len() >= self.room {
                    state.waiting.pop_front();
                    state.missed += 1;
                }
            }
            WhenFull::Disconnect => {
                if state.waiting.len() >= self.room {
                    // What waits can still be read. From now on it is as if the broker were gone.
                    state.closed = true;
                    self.filled.notify_all();
                }
            }
        }
        if state.closed {
            return false;
        }
        state.waiting.push_back(message);
        self.filled.notify_one();
        true
    }

    /// Nothing more comes in. Whoever waits for a message, or for room, is told.
    fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.filled.notify_all();
        self.emptied.notify_all();
    }
}

impl<T: Clone> Broker<T> {
    /// Nobody has subscribed.
    pub fn new() -> Broker<T> {
        Broker { list: Arc::default() }
    }

    /// Subscribes to all that is published from now on.
    pub fn subscribe(&self, room: usize, when_full: WhenFull) -> Subscription<T> {
        let state = State { waiting: VecDeque::new(), missed: 0, closed: false };
        let mailbox = Arc::new(Mailbox {
            room: room.max(1),
            when_full,
            state: Mutex::new(state),
            filled: Condvar::new(),
            emptied: Condvar::new(),
        });
        self.list.lock().unwrap().push(Arc::clone(&mailbox));
        Subscription { mailbox, list: Arc::clone(&self.list) }
    }

    /// Gives `message` to all who have subscribed; to how many.
    pub fn publish(&self, message: T) -> usize {
        // A copy of the list, that is, of a few pointers. Who leaves after this line is found closed; who comes after it has come
        // after this message.
        let here: Vec<_> = self.list.lock().unwrap().clone();
        here.iter().filter(|mailbox| mailbox.put(message.clone())).count()
    }
}

impl<T> Drop for Broker<T> {
    fn drop(&mut self) {
        // Nobody is in `publish` any more: it borrows the broker.
        let here = std::mem::take(&mut *self.list.lock().unwrap());
        here.iter().for_each(|mailbox| mailbox.close());
    }
}

/// Reads what is published, until it is dropped.
pub struct Subscription<T> {
    mailbox: Arc<Mailbox<T>>,
    list: List<T>,
}

impl<T> Subscription<T> {
    /// Waits for the next message; none if there never will be one.
    pub fn recv(&mut self) -> Option<T> {
        let state = self.mailbox.state.lock().unwrap();
        let mut state = self
            .mailbox
            .filled
            .wait_while(state, |state| state.waiting.is_empty() && !state.closed)
            .unwrap();
        let message = state.waiting.pop_front();
        // Room for one: one publisher can go on.
        self.mailbox.emptied.notify_one();
        message
    }

    /// How many messages have gone, because there was no room for newer ones.
    pub fn missed(&self) -> u64 {
        self.mailbox.state.lock().unwrap().missed
    }
}

impl<T> Drop for Subscription<T> {
    fn drop(&mut self) {
        // First closed: a publisher that waits for us goes on, whatever the list says. Then out of the list, under its own lock.
        self.mailbox.close();
        self.list.lock().unwrap().retain(|other| !Arc::ptr_eq(other, &self.mailbox));
    }
}

impl<T: Clone> Default for Broker<T> {
    fn default() -> Broker<T> {
        Broker::new()
    }
}
