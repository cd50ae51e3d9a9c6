//! Go's other advice: one owner of the map, and everybody sends to it.

use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};
use std::thread;

pub struct Event {
    id: u64,
    customer: Arc<str>,
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
    let (keep, inbox) = mpsc::sync_channel(1);
    let owner = thread::spawn(move || {
        let mut events = BTreeMap::new();
        let mut thrown_away = 0;
        // Ends when the last reader has dropped its sender.
        for event in inbox {
            let event: Event = event;
            if events.insert(event.id, event).is_some() {
                thrown_away += 1;
            }
        }
        (events, thrown_away)
    });

    let mut readers = Vec::new();
    for partition in 0..partitions {
        let keep = keep.clone();
        readers.push(thread::spawn(move || {
            for event in read(partition) {
                keep.send(event).expect("the owner reads until all senders are gone");
            }
        }));
    }
    drop(keep);
    for reader in readers {
        reader.join().expect("a partition could not be read");
    }

    let (events, thrown_away) = owner.join().expect("the owner of the map does not panic");
    (events.into_values().collect(), thrown_away)
}
