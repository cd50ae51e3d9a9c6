//! Publishers go one after the other, through a lock of their own that nobody else ever takes; whoever waits for room waits with that one only, parked, and is unparked by whoever reads or leaves.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, Thread};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    Wait,
    DropOldest,
    Disconnect,
}

struct Mailbox<T> {
    room: usize,
    when_full: WhenFull,
    state: Mutex<State<T>>,
}

struct State<T> {
    waiting: VecDeque<T>,
    missed: u64,
    closed: bool,
    /// Who waits here: the reader for a message, or the one publisher for room; never both.
    sleeper: Option<Thread>,
}

impl<T> Mailbox<T> {
    fn wait_until(&self, ready: impl Fn(&State<T>) -> bool) -> MutexGuard<'_, State<T>> {
        loop {
            let mut state = self.state.lock().unwrap();
            if ready(&state) {
                return state;
            }
            state.sleeper = Some(thread::current());
            drop(state);
            thread::park();
        }
    }

    fn put(&self, message: T) -> bool {
        let full = |state: &State<T>| state.waiting.len() >= self.room;
        let mut state = match self.when_full {
            WhenFull::Wait => self.wait_until(|state| !full(state) || state.closed),
            _ => self.state.lock().unwrap(),
        };
        if full(&state) {
            match self.when_full {
                WhenFull::DropOldest => {
                    state.missed += 1;
                    state.waiting.pop_front();
                }
                _ => state.closed = true,
            }
        }
        let open = !state.closed;
        if open {
            state.waiting.push_back(message);
        }
        wake(state);
        open
    }

    fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        wake(state);
    }
}

fn wake<T>(mut state: MutexGuard<'_, State<T>>) {
    let sleeper = state.sleeper.take();
    drop(state);
    if let Some(sleeper) = sleeper {
        sleeper.unpark();
    }
}

type List<T> = Arc<Mutex<Vec<Arc<Mailbox<T>>>>>;

pub struct Broker<T> {
    turn: Mutex<()>,
    list: List<T>,
}

pub struct Subscription<T> {
    mailbox: Arc<Mailbox<T>>,
    list: List<T>,
}

impl<T: Clone> Broker<T> {
    pub fn new() -> Broker<T> {
        Broker { turn: Mutex::new(()), list: Arc::default() }
    }

    pub fn subscribe(&self, room: usize, when_full: WhenFull) -> Subscription<T> {
        let state = State { waiting: VecDeque::new(), missed: 0, closed: false, sleeper: None };
        let mailbox = Arc::new(Mailbox { room: room.max(1), when_full, state: Mutex::new(state) });
        self.list.lock().unwrap().push(Arc::clone(&mailbox));
        Subscription { mailbox, list: Arc::clone(&self.list) }
    }

    pub fn publish(&self, message: T) -> usize {
        let _turn = self.turn.lock().unwrap();
        let here = self.list.lock().unwrap().clone();
        here.iter().filter(|mailbox| mailbox.put(message.clone())).count()
    }
}

impl<T> Drop for Broker<T> {
    fn drop(&mut self) {
        for mailbox in self.list.lock().unwrap().drain(..) {
            mailbox.close();
        }
    }
}

impl<T> Subscription<T> {
    pub fn recv(&mut self) -> Option<T> {
        let mailbox = &self.mailbox;
        let mut state = mailbox.wait_until(|state| !state.waiting.is_empty() || state.closed);
        let message = state.waiting.pop_front();
        wake(state);
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
