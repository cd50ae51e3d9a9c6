//! One lock around everything and one `Condvar` for every change: whoever waits gives the lock back while it does, so nobody else has to wait for them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    Wait,
    DropOldest,
    Disconnect,
}

struct Mailbox<T> {
    room: usize,
    when_full: WhenFull,
    waiting: VecDeque<T>,
    missed: u64,
    closed: bool,
}

struct State<T> {
    mailboxes: BTreeMap<u64, Mailbox<T>>,
    next: u64,
    over: bool,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

pub struct Broker<T>(Arc<Shared<T>>);

pub struct Subscription<T> {
    shared: Arc<Shared<T>>,
    id: u64,
}

impl<T: Clone> Broker<T> {
    pub fn new() -> Broker<T> {
        let state = State { mailboxes: BTreeMap::new(), next: 0, over: false };
        Broker(Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() }))
    }

    pub fn subscribe(&self, room: usize, when_full: WhenFull) -> Subscription<T> {
        let mut state = self.0.state.lock().unwrap();
        let id = state.next;
        state.next += 1;
        let mailbox = Mailbox {
            room: room.max(1),
            when_full,
            waiting: VecDeque::new(),
            missed: 0,
            closed: false,
        };
        state.mailboxes.insert(id, mailbox);
        Subscription { shared: Arc::clone(&self.0), id }
    }

    pub fn publish(&self, message: T) -> usize {
        let mut state = self.0.state.lock().unwrap();
        let here: Vec<u64> = state.mailboxes.keys().copied().collect();
        let mut given = 0;
        for id in here {
            loop {
                // Gone, meanwhile or before.
                let Some(mailbox) = state.mailboxes.get_mut(&id).filter(|m| !m.closed) else {
                    break;
                };
                if mailbox.waiting.len() < mailbox.room {
                    mailbox.waiting.push_back(message.clone());
                    given += 1;
                    break;
                }
                match mailbox.when_full {
                    WhenFull::Wait => state = self.0.changed.wait(state).unwrap(),
                    WhenFull::DropOldest => {
                        mailbox.waiting.pop_front();
                        mailbox.missed += 1;
                    }
                    WhenFull::Disconnect => mailbox.closed = true,
                }
            }
        }
        self.0.changed.notify_all();
        given
    }
}

impl<T> Drop for Broker<T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().over = true;
        self.0.changed.notify_all();
    }
}

impl<T> Subscription<T> {
    pub fn recv(&mut self) -> Option<T> {
        let mut state = self.shared.state.lock().unwrap();
        loop {
            let over = state.over;
            let mailbox = state.mailboxes.get_mut(&self.id)?;
            let message = mailbox.waiting.pop_front();
            if message.is_some() || mailbox.closed || over {
                self.shared.changed.notify_all();
                return message;
            }
            state = self.shared.changed.wait(state).unwrap();
        }
    }

    pub fn missed(&self) -> u64 {
        self.shared.state.lock().unwrap().mailboxes.get(&self.id).map_or(0, |m| m.missed)
    }
}

impl<T> Drop for Subscription<T> {
    fn drop(&mut self) {
        let gone = self.shared.state.lock().unwrap().mailboxes.remove(&self.id);
        self.shared.changed.notify_all();
        drop(gone);
    }
}

impl<T: Clone> Default for Broker<T> {
    fn default() -> Broker<T> {
        Broker::new()
    }
}
