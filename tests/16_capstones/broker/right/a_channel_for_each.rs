//! A crossbeam channel for each subscription: its sender is in the list, and that the receiver is gone is what `send` says. Only the oldest message needs a second receiver, to be thrown away.
//! One publishes at a time: or somebody with an older list would find room where another one has found none.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crossbeam::channel::{self, Receiver, Sender, TrySendError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    Wait,
    DropOldest,
    Disconnect,
}

struct Entry<T> {
    id: u64,
    sender: Sender<T>,
    when_full: WhenFull,
    oldest: Option<Receiver<T>>,
    missed: Arc<AtomicU64>,
}

impl<T> Clone for Entry<T> {
    fn clone(&self) -> Entry<T> {
        Entry {
            id: self.id,
            sender: self.sender.clone(),
            when_full: self.when_full,
            oldest: self.oldest.clone(),
            missed: Arc::clone(&self.missed),
        }
    }
}

impl<T> Entry<T> {
    fn put(&self, mut message: T) -> bool {
        match (self.when_full, &self.oldest) {
            (WhenFull::DropOldest, Some(oldest)) => loop {
                match self.sender.try_send(message) {
                    Ok(()) => return true,
                    Err(TrySendError::Disconnected(_)) => return false,
                    Err(TrySendError::Full(back)) => {
                        message = back;
                        if oldest.try_recv().is_ok() {
                            self.missed.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                }
            },
            (WhenFull::Disconnect, _) => self.sender.try_send(message).is_ok(),
            _ => self.sender.send(message).is_ok(),
        }
    }
}

type List<T> = Arc<Mutex<Vec<Entry<T>>>>;

pub struct Broker<T> {
    list: List<T>,
    turn: Mutex<()>,
    next: AtomicU64,
}

pub struct Subscription<T> {
    id: u64,
    // In this order: the receiver goes before the list is looked at, in `drop`.
    messages: Option<Receiver<T>>,
    list: List<T>,
    missed: Arc<AtomicU64>,
}

impl<T: Clone> Broker<T> {
    pub fn new() -> Broker<T> {
        Broker { list: Arc::default(), turn: Mutex::default(), next: AtomicU64::new(0) }
    }

    pub fn subscribe(&self, room: usize, when_full: WhenFull) -> Subscription<T> {
        let (sender, messages) = channel::bounded(room.max(1));
        let missed = Arc::new(AtomicU64::new(0));
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let oldest = (when_full == WhenFull::DropOldest).then(|| messages.clone());
        let entry = Entry { id, sender, when_full, oldest, missed: Arc::clone(&missed) };
        self.list.lock().unwrap().push(entry);
        Subscription { id, messages: Some(messages), list: Arc::clone(&self.list), missed }
    }

    pub fn publish(&self, message: T) -> usize {
        let _turn = self.turn.lock().unwrap();
        let here = self.list.lock().unwrap().clone();
        let mut given = 0;
        for entry in here {
            if entry.put(message.clone()) {
                given += 1;
            } else {
                // Too slow, or gone: with its last sender the subscription hears of the end.
                self.list.lock().unwrap().retain(|other| other.id != entry.id);
            }
        }
        given
    }
}

impl<T> Drop for Broker<T> {
    fn drop(&mut self) {
        let here = std::mem::take(&mut *self.list.lock().unwrap());
        drop(here);
    }
}

impl<T> Subscription<T> {
    pub fn recv(&mut self) -> Option<T> {
        self.messages.as_ref()?.recv().ok()
    }

    pub fn missed(&self) -> u64 {
        self.missed.load(Ordering::SeqCst)
    }
}

impl<T> Drop for Subscription<T> {
    fn drop(&mut self) {
        drop(self.messages.take());
        let mut list = self.list.lock().unwrap();
        let place = list.iter().position(|entry| entry.id == self.id);
        let entry = place.map(|place| list.remove(place));
        drop(list);
        drop(entry);
    }
}

impl<T: Clone> Default for Broker<T> {
    fn default() -> Broker<T> {
        Broker::new()
    }
}
