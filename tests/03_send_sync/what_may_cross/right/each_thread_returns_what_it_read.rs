//! Nothing is shared: each thread returns what it read, and the caller sorts it out.

use std::collections::BTreeMap;
use std::thread;

pub struct Event {
    id: u64,
    customer: String,
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
    let readers: Vec<_> =
        (0..partitions).map(|partition| thread::spawn(move || read(partition))).collect();

    let mut events = BTreeMap::new();
    let mut thrown_away = 0;
    for reader in readers {
        for event in reader.join().expect("a partition could not be read") {
            thrown_away += usize::from(events.insert(event.id, event).is_some());
        }
    }
    (events.into_values().collect(), thrown_away)
}
