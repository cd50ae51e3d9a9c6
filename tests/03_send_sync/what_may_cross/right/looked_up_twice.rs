//! The `RwLock` that the compiler proposes: looking under a read guard saves writing, and what was missing then is looked up again.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};
use std::thread;

pub struct Event {
    id: u64,
    customer: Box<str>,
}

impl Event {
    pub fn new(id: u64, customer: &str) -> Event {
        Event { id, customer: customer.into() }
    }

    pub fn id(&self) -> u64 {
        self.id
    }

    pub fn customer(&self) -> &str {
        &self.customer
    }
}

pub fn import(partitions: usize, read: fn(usize) -> Vec<Event>) -> (Vec<Event>, usize) {
    let seen = Arc::new(RwLock::new(BTreeMap::new()));
    let thrown_away = Arc::new(AtomicUsize::new(0));
    let mut readers = Vec::new();
    for partition in 0..partitions {
        let seen = Arc::clone(&seen);
        let thrown_away = Arc::clone(&thrown_away);
        readers.push(thread::spawn(move || {
            for event in read(partition) {
                let known = seen.read().unwrap().contains_key(&event.id);
                // Not known a moment ago; `insert` says what is the case now.
                if known || seen.write().unwrap().insert(event.id, event).is_some() {
                    thrown_away.fetch_add(1, Ordering::Relaxed);
                }
            }
        }));
    }
    for reader in readers {
        reader.join().expect("a partition could not be read");
    }
    let events = std::mem::take(&mut *seen.write().unwrap());
    (events.into_values().collect(), thrown_away.load(Ordering::Relaxed))
}
