//@ caught-by: model
//@ says: The reader tells a publisher only when there was no room before. Two publishers wait, and two messages are read before either of them is awake: the second read makes room too, tells nobody, and one publisher sleeps beside an empty place. Each message that is read is room for one.
//@ fails: each_read_makes_room
//@ kind: deadlock
//@ sort: schedule-only

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    Wait,
    DropOldest,
    Disconnect,
}

type List<T> = Arc<Mutex<Vec<Arc<Mailbox<T>>>>>;

pub struct Broker<T> {
    list: List<T>,
}

struct Mailbox<T> {
    room: usize,
    when_full: WhenFull,
    state: Mutex<State<T>>,
    filled: Condvar,
    emptied: Condvar,
}

struct State<T> {
    waiting: VecDeque<T>,
    missed: u64,
    closed: bool,
}

impl<T> Mailbox<T> {
    fn put(&self, message: T) -> bool {
        let mut state = self.state.lock().unwrap();
        match self.when_full {
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

    fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.filled.notify_all();
        self.emptied.notify_all();
    }
}

impl<T: Clone> Broker<T> {
    pub fn new() -> Broker<T> {
        Broker { list: Arc::default() }
    }

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

    pub fn publish(&self, message: T) -> usize {
        let here: Vec<_> = self.list.lock().unwrap().clone();
        here.iter().filter(|mailbox| mailbox.put(message.clone())).count()
    }
}

impl<T> Drop for Broker<T> {
    fn drop(&mut self) {
        let here = std::mem::take(&mut *self.list.lock().unwrap());
        here.iter().for_each(|mailbox| mailbox.close());
    }
}

pub struct Subscription<T> {
    mailbox: Arc<Mailbox<T>>,
    list: List<T>,
}

impl<T> Subscription<T> {
    pub fn recv(&mut self) -> Option<T> {
        let state = self.mailbox.state.lock().unwrap();
        let mut state = self
            .mailbox
            .filled
            .wait_while(state, |state| state.waiting.is_empty() && !state.closed)
            .unwrap();
        let was_full = state.waiting.len() >= self.mailbox.room;
        let message = state.waiting.pop_front();
        if was_full {
            self.mailbox.emptied.notify_one();
        }
        message
    }

    pub fn missed(&self) -> u64 {
        self.mailbox.state.lock().unwrap().missed
    }
}

impl<T> Drop for Subscription<T> {
    fn drop(&mut self) {
        self.mailbox.close();
        self.list.lock().unwrap().retain(|other| !Arc::ptr_eq(other, &self.mailbox));
    }
}

impl<T: Clone> Default for Broker<T> {
    fn default() -> Broker<T> {
        Broker::new()
    }
}
