//@ caught-by: model
//@ says: One publisher finds the channel full and is about to strike the subscription off the list; the subscriber reads, and another publisher, with a list of its own, finds room. Whoever is disconnected has to be so for everybody, in the moment in which it had no room.
//@ fails: disconnected_for_all_who_publish
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crossbeam::channel::{Receiver, Sender, TrySendError, bounded};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    Wait,
    DropOldest,
    Disconnect,
}

struct Entry<T> {
    id: u64,
    to: Sender<T>,
    oldest: Option<Receiver<T>>,
    when_full: WhenFull,
    missed: Arc<AtomicU64>,
    gone: Arc<AtomicBool>,
}

impl<T> Clone for Entry<T> {
    fn clone(&self) -> Entry<T> {
        Entry {
            id: self.id,
            to: self.to.clone(),
            oldest: self.oldest.clone(),
            when_full: self.when_full,
            missed: self.missed.clone(),
            gone: self.gone.clone(),
        }
    }
}

pub struct Broker<T> {
    entries: Mutex<(u64, Vec<Entry<T>>)>,
}

pub struct Subscription<T> {
    from: Receiver<T>,
    missed: Arc<AtomicU64>,
    gone: Arc<AtomicBool>,
}

impl<T: Clone> Broker<T> {
    pub fn new() -> Broker<T> {
        Broker { entries: Mutex::new((0, Vec::new())) }
    }

    pub fn subscribe(&self, room: usize, when_full: WhenFull) -> Subscription<T> {
        let (to, from) = bounded(room.max(1));
        let missed = Arc::new(AtomicU64::new(0));
        let gone = Arc::new(AtomicBool::new(false));
        let oldest = (when_full == WhenFull::DropOldest).then(|| from.clone());
        let mut entries = self.entries.lock().unwrap();
        entries.0 += 1;
        let id = entries.0;
        entries.1.push(Entry {
            id,
            to,
            oldest,
            when_full,
            missed: missed.clone(),
            gone: gone.clone(),
        });
        Subscription { from, missed, gone }
    }

    pub fn publish(&self, message: T) -> usize {
        let entries = self.entries.lock().unwrap().1.clone();
        let mut count = 0;
        let mut left = Vec::new();
        for entry in entries {
            if entry.gone.load(Ordering::SeqCst) {
                left.push(entry.id);
                continue;
            }
            let given = match entry.when_full {
                WhenFull::Wait => entry.to.send(message.clone()).is_ok(),
                WhenFull::Disconnect => entry.to.try_send(message.clone()).is_ok(),
                WhenFull::DropOldest => {
                    let mut message = message.clone();
                    loop {
                        match entry.to.try_send(message) {
                            Ok(()) => break true,
                            Err(TrySendError::Disconnected(_)) => break false,
                            Err(TrySendError::Full(back)) => {
                                message = back;
                                if entry.oldest.as_ref().unwrap().try_recv().is_ok() {
                                    entry.missed.fetch_add(1, Ordering::SeqCst);
                                }
                            }
                        }
                    }
                }
            };
            if given {
                count += 1;
            } else {
                left.push(entry.id);
            }
        }
        if !left.is_empty() {
            self.entries.lock().unwrap().1.retain(|entry| !left.contains(&entry.id));
        }
        count
    }
}

impl<T> Subscription<T> {
    pub fn recv(&mut self) -> Option<T> {
        self.from.recv().ok()
    }

    pub fn missed(&self) -> u64 {
        self.missed.load(Ordering::SeqCst)
    }
}

impl<T> Drop for Subscription<T> {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::SeqCst);
    }
}

impl<T: Clone> Default for Broker<T> {
    fn default() -> Broker<T> {
        Broker::new()
    }
}
